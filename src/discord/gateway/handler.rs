//! What happens when Discord says something.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use serenity::all::{ConnectionStage, Context, EventHandler, Interaction, Ready, ResumedEvent, ShardStageUpdateEvent};
use serenity::async_trait;
use tokio::sync::Mutex;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::field::Empty;
use tracing::{Instrument, Span, debug, error_span, info};

use super::callback::deliver;
use super::recent::Recent;
use super::register::register;
use super::rest::Rest;
use crate::discord::{Plugin, incoming};

pub(super) struct Handler {
    plugin: Plugin,
    rest: Arc<Rest>,
    /// serenity does not wait for its handlers when it stops: what must be finished is counted here.
    tasks: TaskTracker,
    stop: CancellationToken,
    /// Whether the commands are known to be registered. Held while that is found out, so that it happens once.
    registered: Mutex<bool>,
    /// How many sessions have begun.
    sessions: Arc<AtomicU32>,
    recent: Recent,
}

impl Handler {
    pub(super) fn new(plugin: Plugin, rest: Arc<Rest>, tasks: TaskTracker, stop: CancellationToken) -> Self {
        let (registered, sessions, recent) = (Mutex::new(false), Arc::default(), Recent::default());
        Self { plugin, rest, tasks, stop, registered, sessions, recent }
    }

    /// Counts sessions as they begin.
    pub(super) fn sessions(&self) -> Arc<AtomicU32> {
        Arc::clone(&self.sessions)
    }
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, _: Context, ready: Ready) {
        self.sessions.fetch_add(1, Ordering::Relaxed);
        let (shard, shards) = ready.shard.map_or((0, 1), |shard| (shard.id.0, shard.total));
        info!(shard, shards, "connected as {}", ready.user.name);
        let mut registered = self.registered.lock().await;
        if !*registered {
            tokio::select! {
                done = register(&self.rest, ready.application.id, &self.plugin) => *registered = done,
                () = self.stop.cancelled() => {}
            }
        }
    }

    async fn resume(&self, context: Context, _: ResumedEvent) {
        info!(shard = context.shard_id.0, "connection to Discord resumed");
    }

    async fn shard_stage_update(&self, _: Context, update: ShardStageUpdateEvent) {
        if update.old == ConnectionStage::Connected && !self.stop.is_cancelled() {
            info!(shard = update.shard_id.0, "connection to Discord lost; connecting again");
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let received = Instant::now();
        let id = interaction.id().get();
        // As text: many readers of JSON round a number of this size. At the highest level, so that no warning lacks it.
        let span = error_span!("interaction", id = %id, kind = incoming::kind(&interaction), outcome = Empty);
        let answer = async {
            if !self.recent.is_new(id) {
                return debug!("came before; passed over");
            }
            let response = self.plugin.respond_alone(&interaction);
            Span::current().record("outcome", response.kind.name());
            if !deliver(&self.rest, &interaction, &response.body, received).await {
                self.recent.forget(id);
            }
        };
        self.tasks.track_future(answer.instrument(span)).await;
    }
}
