//! A server in a process of its own, and what the kernel counts for it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use crate::signing::public_key;

/// Ticks a second in `/proc`: 100 on every Linux there is.
const TICKS: f64 = 100.0;

pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

/// Keeps this process and its threads off the servers' core. Where there is no `taskset` all share all.
pub fn pin() {
    let id = std::process::id().to_string();
    let _ = Command::new("taskset").args(["-cp", "1", &id]).stdout(Stdio::null()).status();
}

/// CPU time of this thread so far, in seconds: to the nanosecond, where a process has but ticks.
pub fn own_cpu() -> f64 {
    let spent = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    spent.split(' ').next().and_then(|spent| spent.parse::<f64>().ok()).expect("nanoseconds") / 1e9
}

impl Server {
    /// `attache serve` with the briefing in the binary.
    pub fn ours() -> Self {
        let mut command = pinned(env!("CARGO_BIN_EXE_attache"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--grace", "0"]).env("DISCORD_PUBLIC_KEY", public_key());
        let mut child = command.stderr(Stdio::piped()).spawn().expect("it starts");
        let address = address(child.stderr.take().expect("a pipe"));
        Self { child, address }
    }

    /// The bare route.
    pub fn bare() -> Self {
        let this = std::env::current_exe().expect("a path");
        let mut child = pinned(&this.to_string_lossy()).arg("bare").stdout(Stdio::piped()).spawn().expect("it starts");
        let address = address(child.stdout.take().expect("a pipe"));
        Self { child, address }
    }

    /// CPU time so far, user and system, in seconds.
    pub fn cpu(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).expect("it runs");
        // After the name, which stands in brackets and may hold spaces: fields 14 and 15 of all.
        let fields: Vec<&str> = stat.rsplit(')').next().expect("fields").split_whitespace().collect();
        let ticks: f64 = fields[11..13].iter().map(|ticks| ticks.parse::<f64>().expect("a number")).sum();
        ticks / TICKS
    }

    /// Memory in use, in megabytes.
    pub fn resident(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
        line.trim().trim_end_matches(" kB").parse::<f64>().expect("a number") * 1024.0 / 1e6
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn pinned(program: &str) -> Command {
    let has_taskset = Command::new("taskset").arg("--version").stdout(Stdio::null()).status().is_ok();
    let mut command = Command::new(if has_taskset { "taskset" } else { program });
    if has_taskset {
        command.args(["-c", "0", program]);
    }
    command
}

/// The address in the first line that names one; what follows is read and thrown away.
fn address(output: impl std::io::Read + Send + 'static) -> SocketAddr {
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let line = lines.find(|line| line.contains("http://")).expect("it listens");
    std::thread::spawn(move || lines.for_each(drop));
    line.split_once("http://").and_then(|(_, rest)| rest.split_once('/')?.0.parse().ok()).expect("an address")
}
