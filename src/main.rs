//! The `attache` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Before any thread starts: what stands in `.env` is environment from here on. The environment itself goes first.
    let dotenv = dotenvy::from_path(".env");
    let outcome = match std::env::args().nth(1).as_deref() {
        #[cfg(feature = "gateway")]
        Some("run") => run(dotenv),
        #[cfg(feature = "discord")]
        Some("commands") => {
            println!("{:#}", attache::discord::commands::registration());
            Ok(())
        }
        _ => Ok(drop(dotenv)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("attache: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Connects to Discord and answers until told to stop.
#[cfg(feature = "gateway")]
fn run(dotenv: Result<(), dotenvy::Error>) -> anyhow::Result<()> {
    use attache::discord::settings::Settings;
    use attache::discord::{gateway, log};

    match dotenv {
        Err(error) if error.not_found() => {}
        // Not the error itself: it shows the line, and the token may stand in it.
        Err(_) => anyhow::bail!(".env cannot be read: every line must be NAME=value, as in .env.example"),
        Ok(()) => {}
    }
    let settings = Settings::from_env()?;
    log::init();
    gateway::run_blocking(settings, engine()?)?;
    Ok(())
}

#[cfg(feature = "gateway")]
fn engine() -> anyhow::Result<attache::engine::Engine> {
    use attache::knowledge::{DEFAULT_BRIEFING, Files, compile};

    let files = match std::env::var_os("ATTACHE_KNOWLEDGE") {
        Some(folder) => Files::read(folder.as_ref())?,
        None => Files::shipped(DEFAULT_BRIEFING).ok_or_else(|| anyhow::anyhow!("no briefing is built in"))?,
    };
    let compiled = compile(&files).map_err(|found| anyhow::anyhow!("the briefing has {} errors", found.len()))?;
    Ok(attache::engine::Engine::new(compiled.knowledge))
}
