//! What happens when Discord says something.

use std::sync::Arc;

use serenity::all::{ConnectionStage, Context, EventHandler, Interaction, Ready, ResumedEvent, ShardStageUpdateEvent};
use serenity::async_trait;
use tokio::sync::Mutex;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::info;

use super::callback::deliver;
use super::register::register;
use super::rest::Rest;
use crate::discord::Plugin;

pub(super) struct Handler {
    plugin: Plugin,
    rest: Arc<Rest>,
    /// serenity does not wait for its handlers when it stops: what must be finished is counted here.
    tasks: TaskTracker,
    stop: CancellationToken,
    /// Whether the commands are known to be registered. Held while that is found out, so that it happens once.
    registered: Mutex<bool>,
}

impl Handler {
    pub(super) fn new(plugin: Plugin, rest: Arc<Rest>, tasks: TaskTracker, stop: CancellationToken) -> Self {
        Self { plugin, rest, tasks, stop, registered: Mutex::new(false) }
    }
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, _: Context, ready: Ready) {
        info!("connected as {}", ready.user.name);
        let mut registered = self.registered.lock().await;
        if !*registered {
            tokio::select! {
                done = register(&self.rest, ready.application.id, &self.plugin) => *registered = done,
                () = self.stop.cancelled() => {}
            }
        }
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        info!("connection to Discord resumed");
    }

    async fn shard_stage_update(&self, _: Context, update: ShardStageUpdateEvent) {
        if update.old == ConnectionStage::Connected && !self.stop.is_cancelled() {
            info!("connection to Discord lost; connecting again");
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let received = Instant::now();
        let answer = async {
            let response = self.plugin.respond_alone(&interaction);
            deliver(&self.rest, &interaction, &response.body, received).await;
        };
        self.tasks.track_future(answer).await;
    }
}
