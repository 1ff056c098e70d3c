//! Two replicas behind nginx, with deploy/nginx.conf as it is but for its addresses. Skipped where there is no nginx.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use crate::client::{Client, TOKEN};
use crate::interactions::ask;
use crate::server::Builder;
use crate::signing::{Signed, public_key, sign};

struct Nginx {
    child: Child,
    client: Client,
    _folder: TempDir,
}

/// People who ask and ask, and how it went: how many were answered, what else came back, and the longest anybody waited.
struct Readers {
    enough: Arc<AtomicBool>,
    thread: JoinHandle<(usize, Vec<u16>, Duration)>,
}

#[test]
fn one_replica_may_stop_or_die_and_everybody_is_answered() {
    let Some(program) = nginx() else { return println!("skipped: nginx is not installed (Debian: nginx-light)") };
    let (one, two) = (Builder::graceful("1").start(), Builder::new().start());
    let nginx = Nginx::start(&program, [one.address, two.address]);
    let readers = Readers::start(nginx.client);
    let pause = || sleep(Duration::from_millis(700));

    pause();
    let address = one.address;
    one.stop();
    pause();
    let one = Builder::listening(&address.to_string()).env("DISCORD_PUBLIC_KEY", &public_key()).start();
    pause();
    two.signal("KILL");
    drop(two);
    pause();
    pause();

    let (answered, others, longest) = readers.stop();
    println!("answered {answered}, others {others:?}, longest {longest:?}");
    assert!(answered > 20 && others.is_empty(), "{answered} answered, and {others:?}");
    assert!(longest < Duration::from_secs(3), "Discord does not wait {longest:?}");
    let metrics = one.get("/metrics").body;
    assert!(!metrics.contains(r#"answers_total{outcome="answer"} 0"#), "the one started again answers: {metrics}");

    // What a replica refuses is refused through nginx too, and what is not Discord's business is not there.
    let forged = Signed { signature: "00".repeat(64), ..sign(json!({ "type": 1 })) };
    assert_eq!(nginx.client.post(&forged).status, 401);
    assert_eq!(nginx.client.post(&sign(ask(&"a".repeat(300_000)))).status, 413);
    for path in ["/metrics", "/readyz", "/"] {
        assert_eq!(nginx.client.get(path).status, 404, "{path}");
    }
}

fn nginx() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = std::env::split_paths(&folders).chain(["/usr/sbin".into()]);
    folders.find_map(|folder| Some(folder.join("nginx")).filter(|path| path.is_file()))
}

impl Nginx {
    fn start(program: &Path, [one, two]: [SocketAddr; 2]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut conf = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/nginx.conf")).unwrap();
        for (written, here) in [
            ("one:8080", one.to_string()),
            ("two:8080", two.to_string()),
            ("listen 8000", format!("listen {address}")),
            ("/tmp/attache-", format!("{}/", folder.path().display())),
        ] {
            assert!(conf.contains(written), "{written}");
            conf = conf.replace(written, &here);
        }
        let path = folder.path().join("nginx.conf");
        fs::write(&path, conf).unwrap();
        let mut command = Command::new(program);
        command.args(["-e", "stderr", "-g", "daemon off;", "-c"]).arg(path).stderr(Stdio::null());
        let child = command.spawn().unwrap();
        let until = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(address).is_err() {
            assert!(Instant::now() < until, "nginx does not start");
            sleep(Duration::from_millis(20));
        }
        Self { child, client: Client { address }, _folder: folder }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Not SIGKILL: that would leave its worker behind.
        let _ = Command::new("kill").args(["-s", "TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

impl Readers {
    fn start(client: Client) -> Self {
        let enough = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&enough);
        let thread = spawn(move || {
            let mut interaction = ask("When was the tower built?");
            (interaction["id"], interaction["token"]) = (json!("9"), json!(TOKEN));
            let (mut answered, mut others, mut longest) = (0, Vec::new(), Duration::ZERO);
            while !stop.load(Ordering::Relaxed) {
                let started = Instant::now();
                let answer = client.post(&sign(&interaction));
                longest = longest.max(started.elapsed());
                if answer.status == 200 && answer.body.contains("S2 ¶1") {
                    answered += 1;
                } else {
                    others.push(answer.status);
                }
            }
            (answered, others, longest)
        });
        Self { enough, thread }
    }

    fn stop(self) -> (usize, Vec<u16>, Duration) {
        self.enough.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}
