//! The bot as a child process.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command as SyncCommand, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::watch;
use tokio::time::timeout;

use crate::fake_discord::{FakeDiscord, TOKEN};

/// Longer than anything takes on a slow machine; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// `attache run`, and what it logs. Killed when dropped.
pub struct Bot {
    child: Child,
    log: watch::Receiver<String>,
    _folder: TempDir,
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
        let briefing = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lighthouse-repair");
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
        Bot { child, log, _folder: self.folder }
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
        let mut log = self.log.clone();
        let waited = timeout(PATIENCE, log.wait_for(|log| log.contains(words))).await.map(|seen| seen.is_ok());
        assert!(waited == Ok(true), "`{words}` is not in the log:\n{}", *self.log.borrow());
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
