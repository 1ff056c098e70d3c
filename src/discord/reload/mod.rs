//! New briefings while the bot runs: on SIGHUP, and when a file changes.

mod hangup;
mod watch;

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use tokio::task::spawn_blocking;
use tracing::{error, info, warn};

use self::hangup::Hangup;
use self::watch::Watch;
use super::plugin::Plugin;
use super::shelf::Briefing;

type Load = dyn Fn() -> Result<Vec<Briefing>, String> + Send + Sync;
type Told = dyn Fn(Outcome) + Send + Sync;

/// Exchanges a plugin's briefings while it runs. All of them are loaded anew, with every check, and only if all are sound do
/// they stand in place of the old ones; else it is logged what is wrong, and the old ones stay.
pub struct Reloader {
    folders: Vec<PathBuf>,
    load: Arc<Load>,
    watch: Option<Watch>,
    told: Vec<Box<Told>>,
}

/// What became of a reload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// New briefings answer.
    Replaced,
    /// Something is wrong with the new ones; those of before answer.
    Kept,
}

impl Reloader {
    /// Loads with this function, which may take its time and says what is wrong as a person should read it. The briefings
    /// stand in these folders; where there is none, nothing can change.
    pub fn new(
        folders: Vec<PathBuf>,
        load: impl Fn() -> Result<Vec<Briefing>, String> + Send + Sync + 'static,
    ) -> Self {
        Self { folders, load: Arc::new(load), watch: None, told: Vec::new() }
    }

    /// Reloads not only on SIGHUP, but whenever a file in the folders differs from what it is now.
    #[must_use]
    pub fn watch(mut self) -> Self {
        self.watch = Some(Watch::new(self.folders.clone()));
        self
    }

    /// Calls this after each reload, for example to count them.
    #[must_use]
    pub fn on_reload(mut self, told: impl Fn(Outcome) + Send + Sync + 'static) -> Self {
        self.told.push(Box::new(told));
        self
    }

    /// Listens for SIGHUP from now on; what is returned reloads one time after the other, for as long as it is polled.
    ///
    /// # Errors
    /// The system does not let it listen.
    pub fn run(mut self, plugin: Plugin) -> io::Result<impl Future<Output = ()> + Send> {
        let mut hangup = Hangup::listen()?;
        let watched = if self.folders.is_empty() { None } else { self.watch.take() };
        Ok(async move {
            let Some(mut watch) = watched else {
                if self.watch.is_some() {
                    warn!("nothing to watch: the briefing stands inside the program");
                }
                loop {
                    hangup.received().await;
                    self.reload(&plugin).await;
                }
            };
            info!("watching {} for changes", self.places());
            loop {
                tokio::select! {
                    () = hangup.received() => {}
                    () = watch.changed() => {}
                }
                self.reload(&plugin).await;
            }
        })
    }

    async fn reload(&self, plugin: &Plugin) {
        if self.folders.is_empty() {
            return warn!("nothing to reload: the briefing stands inside the program");
        }
        let begun = Instant::now();
        let load = Arc::clone(&self.load);
        let loaded = spawn_blocking(move || load()).await;
        let replaced = loaded.unwrap_or_else(|_| Err("loading them broke off".to_owned())).and_then(|briefings| {
            let names: Vec<String> = briefings.iter().map(name).collect();
            plugin.replace(briefings).map_err(|error| error.to_string())?;
            Ok(names.join(", "))
        });
        let outcome = match replaced {
            Ok(names) => {
                info!("briefings reloaded in {:.1} s: {names}", begun.elapsed().as_secs_f32());
                Outcome::Replaced
            }
            Err(problem) => {
                error!("briefings not reloaded, those of before stay: {}", problem.trim_end());
                Outcome::Kept
            }
        };
        self.told.iter().for_each(|told| told(outcome));
    }

    fn places(&self) -> String {
        self.folders.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>().join(", ")
    }
}

/// With the fingerprint that stands under answers.
fn name(briefing: &Briefing) -> String {
    format!("{} {}", briefing.name, briefing.engine.knowledge().fingerprint.short())
}

impl fmt::Debug for Reloader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reloader").field("folders", &self.folders).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::engine::Engine;
    use crate::knowledge::{DEFAULT_BRIEFING, Files, compile};

    #[tokio::test]
    async fn whoever_counts_is_told_and_what_is_wrong_changes_nothing() {
        let engine = Engine::new(compile(&Files::shipped(DEFAULT_BRIEFING).unwrap()).unwrap().knowledge);
        let plugin = Plugin::builder().briefing("one", engine.clone()).build().unwrap();
        let (tries, replaced) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
        let counted = Arc::clone(&replaced);
        let load = move || match tries.fetch_add(1, Ordering::Relaxed) {
            0 => Ok(vec![Briefing { name: "two".to_owned(), engine: engine.clone() }]),
            1 => Err("broken".to_owned()),
            2 => Ok(Vec::new()),
            _ => panic!("a load that breaks off"),
        };
        let reloader = Reloader::new(vec![PathBuf::new()], load).on_reload(move |outcome| {
            counted.fetch_add(usize::from(outcome == Outcome::Replaced), Ordering::Relaxed);
        });
        for _ in 0..4 {
            reloader.reload(&plugin).await;
            assert_eq!(plugin.shelf().names(), "two");
        }
        assert_eq!(replaced.load(Ordering::Relaxed), 1);
    }
}
