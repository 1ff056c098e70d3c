//! Registration of the commands, for every server at once.

use serenity::all::ApplicationId;
use tokio::time::sleep;
use tracing::{error, info, warn};

use super::backoff::Pauses;
use super::rest::{Rest, RestError};
use crate::discord::Plugin;
use crate::discord::commands::{differs, registration};

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

/// Whether it had to be done.
async fn register_once(rest: &Rest, application: ApplicationId, plugin: &Plugin) -> Result<bool, RestError> {
    let wanted = registration(&plugin.definitions());
    if !differs(&rest.commands(application).await?, &wanted) {
        return Ok(false);
    }
    rest.set_commands(application, &wanted).await?;
    Ok(true)
}
