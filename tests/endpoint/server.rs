//! The endpoint as a child process.

use std::io::{BufRead, BufReader};
use std::ops::Deref;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::client::{Client, PATIENCE, TOKEN};
use crate::signing::public_key;

/// `attache serve`, to be started in an empty folder with an empty environment.
pub struct Builder {
    command: Command,
    folder: TempDir,
}

/// `attache serve`, and what it logs. Killed when dropped.
pub struct Server {
    child: Child,
    lines: Receiver<String>,
    log: String,
    client: Client,
    folder: TempDir,
}

impl Builder {
    /// Of the small briefing of the tests, on a free port, without a key.
    pub fn keyless() -> Self {
        Self::listening("127.0.0.1:0")
    }

    pub fn listening(address: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let briefing = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lighthouse-repair");
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command.args(["serve", "--listen", address]).env_clear().current_dir(folder.path());
        command.env("ATTACHE_KNOWLEDGE", briefing);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        Self { command, folder }
    }

    pub fn new() -> Self {
        Self::graceful("0")
    }

    /// That still accepts connections so many seconds once told to stop.
    pub fn graceful(seconds: &str) -> Self {
        Self::keyless().env("DISCORD_PUBLIC_KEY", &public_key()).arguments(&["--grace", seconds])
    }

    pub fn arguments(mut self, arguments: &[&str]) -> Self {
        self.command.args(arguments);
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

    /// Of a copy of its own, in the folder it starts in.
    pub fn copy(self, briefing: &str) -> Self {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let done = Command::new("cp").arg("-r").arg(fixtures.join(briefing)).arg(self.folder.path()).status();
        assert!(done.unwrap().success());
        self.env("ATTACHE_KNOWLEDGE", briefing)
    }

    pub fn start(self) -> Server {
        let mut server = self.spawn();
        let line = server.logged("listening on http://");
        let (_, rest) = line.split_once("http://").unwrap();
        server.client.address = rest.split_once('/').unwrap().0.parse().unwrap();
        server
    }

    /// Starts what must give up, and returns its only words.
    pub fn fails(self) -> String {
        let (code, log) = self.spawn().exit();
        assert_eq!(code, Some(1), "{log}");
        assert!(log.starts_with("attache: ") && log.ends_with(".\n") && log.lines().count() == 1, "a sentence: {log}");
        log
    }

    fn spawn(mut self) -> Server {
        let mut child = self.command.spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let client = Client { address: ([127, 0, 0, 1], 0).into() };
        Server { child, lines, log: String::new(), client, folder: self.folder }
    }
}

impl Server {
    pub fn start() -> Self {
        Builder::new().start()
    }

    /// Waits for a line of the log with these words.
    pub fn logged(&mut self, words: &str) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).unwrap_or_else(|_| panic!("`{words}` is not in:\n{}", self.log));
            self.log.extend([&line, "\n"]);
            if line.contains(words) {
                return line;
            }
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Waits for the end: the exit code and everything logged, in which no secret may stand.
    pub fn exit(mut self) -> (Option<i32>, String) {
        let until = Instant::now() + PATIENCE;
        let code = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status.code(),
                None if Instant::now() > until => panic!("it does not stop:\n{}", self.log),
                None => std::thread::sleep(Duration::from_millis(10)),
            }
        };
        while let Ok(line) = self.lines.recv() {
            self.log.extend([&line, "\n"]);
        }
        for secret in [TOKEN, &public_key()] {
            assert!(!self.log.contains(secret), "{secret} is in the log:\n{}", self.log);
        }
        (code, std::mem::take(&mut self.log))
    }

    /// Tells it to stop, which it must do in good order.
    pub fn stop(self) -> String {
        self.signal("TERM");
        let (code, log) = self.exit();
        assert_eq!(code, Some(0), "{log}");
        log
    }
}

/// What is asked of a server is asked by its client.
impl Deref for Server {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
