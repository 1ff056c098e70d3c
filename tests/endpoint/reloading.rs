//! Another briefing without a restart. One that does not load changes nothing.

use std::fs;

use crate::interactions::briefing;
use crate::server::{Builder, Server};

#[test]
fn hangup_loads_the_briefing_anew_if_it_is_sound() {
    let mut server = Builder::new().copy("lighthouse-repair").start();
    let path = server.folder().join("lighthouse-repair/briefing.toml");
    let sound = fs::read_to_string(&path).unwrap();
    let title = |server: &Server| server.interact(briefing("about", None)).to_string();
    assert!(!title(&server).contains("Second edition"));

    fs::write(&path, sound.replacen("title = \"", "title = \"Second edition: ", 1)).unwrap();
    server.signal("HUP");
    server.logged("reloaded");
    assert!(title(&server).contains("Second edition"), "{}", title(&server));

    fs::write(&path, "title =").unwrap();
    server.signal("HUP");
    server.logged("those of before stay");
    assert!(title(&server).contains("Second edition"));

    let metrics = server.get("/metrics").body;
    for line in [r#"attache_reloads_total{result="done"} 1"#, r#"attache_reloads_total{result="failed"} 1"#] {
        assert!(metrics.lines().any(|found| found == line), "{line} is not in:\n{metrics}");
    }
    server.stop();
}
