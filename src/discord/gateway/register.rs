//! Registration of the commands, for every server at once.

use serenity::all::{ApplicationId, CreateCommand, GuildId};
use tokio::time::sleep;
use tracing::{error, info, warn};

use super::RunError;
use super::backoff::Pauses;
use super::rest::{Rest, RestError};
use crate::discord::Plugin;
use crate::discord::commands::{differs, registration};
use crate::discord::connection::Connection;

/// Attempts before the bot goes on with what is registered: about a minute.
const ATTEMPTS: u32 = 6;

/// Registers the commands if what is registered differs. Returns whether that is settled.
pub(super) async fn register(rest: &Rest, application: ApplicationId, plugin: &Plugin) -> bool {
    let mut pauses = Pauses::default();
    for attempt in 1..=ATTEMPTS {
        match register_once(rest, application, plugin).await {
            Ok(true) => info!("commands registered"),
            Ok(false) => info!("commands are registered as they should be"),
            Err(error) if error.may_pass() && attempt < ATTEMPTS => {
                let pause = pauses.after(error.retry_after());
                warn!("commands not registered: {error}; trying again in {:.1} s", pause.as_secs_f32());
                sleep(pause).await;
                continue;
            }
            Err(error) => {
                error!("commands not registered, those of before stay: {error}");
                return false;
            }
        }
        return true;
    }
    false
}

/// Registers these commands, whatever is registered: for every server, or for one, where they show at once.
///
/// # Errors
/// The token is refused, or Discord cannot be reached or refuses the commands.
pub async fn register_now(
    connection: &Connection,
    commands: &[CreateCommand],
    guild: Option<u64>,
) -> Result<(), RunError> {
    let failed = |error: RestError| {
        if error.is_unauthorized() { RunError::BadToken } else { RunError::NotRegistered(error.to_string()) }
    };
    let rest = Rest::new(connection)?;
    let application = rest.application().await.map_err(failed)?;
    rest.set_commands(application, guild.map(GuildId::new), &registration(commands)).await.map_err(failed)
}

/// Whether it had to be done.
async fn register_once(rest: &Rest, application: ApplicationId, plugin: &Plugin) -> Result<bool, RestError> {
    let wanted = registration(&plugin.definitions());
    if !differs(&rest.commands(application).await?, &wanted) {
        return Ok(false);
    }
    rest.set_commands(application, None, &wanted).await?;
    Ok(true)
}
