//! The bot as a child process.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command as SyncCommand, Stdio};
use std::time::Duration;

use attache::knowledge::Files;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::watch;
use tokio::time::timeout;

use crate::fake_discord::{FakeDiscord, TOKEN};

/// The small briefing of the tests.
const BRIEFING: &str = "lighthouse-repair";

/// Longer than anything takes on a slow machine; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// `attache run`, and what it logs. Killed when dropped.
pub struct Bot {
    child: Child,
    log: watch::Receiver<String>,
    folder: TempDir,
}

/// A bot to be started, in an empty folder and with an empty environment.
pub struct Builder {
    command: Command,
    arguments: Vec<String>,
    folder: TempDir,
}

impl Builder {
    /// Of the small briefing of the tests.
    pub fn new() -> Self {
        let briefing = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(BRIEFING);
        Self::shipped().env("ATTACHE_KNOWLEDGE", briefing.to_str().unwrap())
    }

    /// Of the briefing in the program.
    pub fn shipped() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command.env_clear().current_dir(folder.path()).kill_on_drop(true);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        Self { command, arguments: vec!["run".to_owned()], folder }
    }

    /// With its token, to be connected there.
    pub fn to(address: SocketAddr) -> Self {
        Self::new().env("DISCORD_TOKEN", TOKEN).env("DISCORD_API_BASE", &format!("http://{address}"))
    }

    /// With these arguments in place of `run`.
    pub fn instead(self, arguments: &[&str]) -> Self {
        Self { arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(), ..self }
    }

    /// Of a copy of the small briefing, in the folder it starts in: [`Bot::edit`] changes it.
    pub fn own_briefing(self) -> Self {
        let briefing = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(BRIEFING);
        for (name, content) in Files::read(&briefing).unwrap().files {
            let path = self.folder.path().join(BRIEFING).join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        self.env("ATTACHE_KNOWLEDGE", BRIEFING)
    }

    /// With these arguments behind `run`.
    pub fn arguments(mut self, arguments: &[&str]) -> Self {
        self.arguments.extend(arguments.iter().map(|&argument| argument.to_owned()));
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// With a file in the folder it starts in.
    pub fn file(self, name: &str, content: &str) -> Self {
        std::fs::write(self.folder.path().join(name), content).unwrap();
        self
    }

    pub fn start(mut self) -> Bot {
        let mut child = self.command.args(&self.arguments).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, log) = watch::channel(String::new());
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                sender.send_modify(|log| {
                    log.push_str(&line);
                    log.push('\n');
                });
            }
        });
        Bot { child, log, folder: self.folder }
    }
}

impl Bot {
    /// Started, connected and with its commands registered.
    pub async fn connected(discord: &FakeDiscord) -> Self {
        let bot = Builder::to(discord.address).start();
        discord.ready().await;
        bot
    }

    /// Waits for words in the log.
    pub async fn logged(&mut self, words: &str) {
        self.logged_times(words, 1).await;
    }

    /// Waits until words stand in the log so often.
    pub async fn logged_times(&mut self, words: &str, times: usize) {
        let mut log = self.log.clone();
        let waited = timeout(PATIENCE, log.wait_for(|log| log.matches(words).count() >= times)).await;
        let seen = waited.is_ok_and(|seen| seen.is_ok());
        assert!(seen, "`{words}` is not in the log {times} times:\n{}", *self.log.borrow());
    }

    /// What is logged so far.
    pub fn log(&self) -> String {
        self.log.borrow().clone()
    }

    /// Puts other words in a file of its own briefing.
    pub fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.folder.path().join(BRIEFING).join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} does not hold `{old}`");
        std::fs::write(path, text.replace(old, new)).unwrap();
    }

    /// Moves its own briefing away, or back.
    pub fn move_briefing(&self, away: bool) {
        let (here, there) = (self.folder.path().join(BRIEFING), self.folder.path().join("away"));
        let (from, to) = if away { (here, there) } else { (there, here) };
        std::fs::rename(from, to).unwrap();
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.id().expect("the bot runs").to_string();
        assert!(SyncCommand::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Memory in use, in KiB.
    pub fn resident(&self) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.child.id().expect("the bot runs"))).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }

    /// Waits for the end: the exit code and everything logged, in which no secret may stand.
    pub async fn exit(mut self) -> (Option<i32>, String) {
        let status = match timeout(PATIENCE, self.child.wait()).await {
            Ok(status) => status.unwrap(),
            Err(_) => panic!("the bot does not stop; its log:\n{}", *self.log.borrow()),
        };
        // The channel closes with standard error, when all of it is read.
        while self.log.changed().await.is_ok() {}
        let log = self.log.borrow().clone();
        assert!(!log.contains(TOKEN), "the token is in the log:\n{log}");
        (status.code(), log)
    }

    /// Tells it to stop, which it must do in good order.
    pub async fn stop(self) -> String {
        self.signal("TERM");
        let (code, log) = self.exit().await;
        assert_eq!(code, Some(0), "{log}");
        log
    }
}
