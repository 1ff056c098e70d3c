//! A plugin in a bot written with [poise](https://docs.rs/poise).
//!
//! poise finds commands in a list, so Attaché's stand in it beside the host's own, and the host's checks and `pre_command`
//! go for them too. Buttons, menus and forms come as events, which [`forward`] passes on.
//!
//! ```no_run
//! use attache::discord::Plugin;
//! use attache::discord::poise::{HasAttache, commands, definitions, forward};
//! use poise::serenity_prelude::Command;
//!
//! struct Data { plugin: Plugin }
//! type Error = Box<dyn std::error::Error + Send + Sync>;
//!
//! impl HasAttache for Data {
//!     fn attache(&self) -> &Plugin {
//!         &self.plugin
//!     }
//! }
//!
//! fn framework(plugin: Plugin, mut own: Vec<poise::Command<Data, Error>>) -> poise::Framework<Data, Error> {
//!     own.extend(commands::<Data, Error>(&plugin));
//!     let options = poise::FrameworkOptions {
//!         commands: own,
//!         event_handler: |framework, event| Box::pin(forward(framework, event)),
//!         ..Default::default()
//!     };
//!     let setup = poise::Framework::builder().options(options).setup(|context, _, framework| {
//!         Box::pin(async move {
//!             Command::set_global_commands(context, definitions(&framework.options().commands)).await?;
//!             Ok(Data { plugin })
//!         })
//!     });
//!     setup.build()
//! }
//! ```

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use ::poise::{ApplicationContext, BoxFuture, Command, CommandParameter, ContextMenuCommandAction, FrameworkContext};
use ::poise::{FrameworkError, builtins};
use serenity::all::{
    CommandOptionType, CreateAutocompleteResponse, CreateCommand, CreateCommandOption, CreateInteractionResponse,
    FullEvent, Interaction, Message,
};

use super::commands::{Entry, INSTALLED, OFFERED};
use super::handle::{Error, deliver};
use super::plugin::Plugin;
use crate::command::{Kind, MAX_NAME, MAX_QUESTION, Opt, Subcommand, Value};
use crate::words::{Named, Words};

/// Data of a host in which its plugin stands.
pub trait HasAttache {
    /// The plugin that [`commands`] were made of.
    fn attache(&self) -> &Plugin;
}

impl HasAttache for Plugin {
    fn attache(&self) -> &Plugin {
        self
    }
}

impl<D: HasAttache + ?Sized> HasAttache for Arc<D> {
    fn attache(&self) -> &Plugin {
        (**self).attache()
    }
}

/// The plugin's commands, to extend the host's list with. The plugin is asked for because it may have renamed some or left
/// some out; nothing is registered.
///
/// One whose response Discord does not take ends in the host's `on_error`, with its [`Error`] turned into `E`.
pub fn commands<D, E>(plugin: &Plugin) -> Vec<Command<D, E>>
where
    D: HasAttache + Send + Sync,
    E: From<Error>,
{
    plugin.inner.roster.entries().iter().map(command).collect()
}

/// The commands of a host's list as they are to be registered, Attaché's among them.
///
/// As [`create_application_commands`](builtins::create_application_commands), which would leave out what the entry of a
/// message's menu is called in other languages: poise has no place for that.
pub fn definitions<'a, D: 'a, E: 'a>(commands: impl IntoIterator<Item = &'a Command<D, E>>) -> Vec<CreateCommand> {
    let definitions = commands.into_iter().flat_map(|command| match command.custom_data.downcast_ref::<Definition>() {
        Some(Definition(ours)) => vec![ours.clone()],
        None => builtins::create_application_commands([command]),
    });
    definitions.collect()
}

/// Responds to a button, a menu or a form if it is Attaché's. Commands have come to the list, everything else is the host's.
///
/// # Errors
/// As [`Plugin::handle`].
pub async fn forward<D: HasAttache, E: From<Error>>(
    framework: FrameworkContext<'_, D, E>,
    event: &FullEvent,
) -> Result<(), E> {
    if let FullEvent::InteractionCreate { interaction } = event
        && let Interaction::Component(_) | Interaction::Modal(_) = interaction
    {
        // Not Attaché's: whatever else the host's event handler does.
        let _handled = framework.user_data.attache().handle(&framework.serenity_context.http, interaction).await?;
    }
    Ok(())
}

/// How one of Attaché's commands is registered, beside the command itself.
struct Definition(CreateCommand);

fn command<D, E>(entry: &Entry) -> Command<D, E>
where
    D: HasAttache + Send + Sync,
    E: From<Error>,
{
    let table = entry.command;
    let (slash_action, context_menu_action) = match table.kind {
        Kind::Slash => (Some(run as _), None),
        Kind::Message => (None, Some(ContextMenuCommandAction::Message(run_on_message))),
    };
    Command {
        slash_action,
        context_menu_action,
        subcommands: table.subcommands.iter().map(|sub| subcommand(table.name, sub)).collect(),
        subcommand_required: !table.subcommands.is_empty(),
        name: entry.name.clone().into(),
        name_localizations: if entry.is_renamed() { Cow::default() } else { said(table.name, name) },
        qualified_name: entry.name.clone().into(),
        identifying_name: table.name.into(),
        source_code_name: table.name.into(),
        description: Some(table.description.into()),
        description_localizations: said(table.name, description),
        default_member_permissions: entry.permissions.unwrap_or_default(),
        parameters: table.options.iter().map(|opt| parameter(table.name, opt)).collect(),
        install_context: Some(INSTALLED.to_vec()),
        interaction_context: Some(OFFERED.to_vec()),
        custom_data: Box::new(Definition(entry.definition())),
        ..Command::default()
    }
}

fn subcommand<D, E>(command: &str, sub: &'static Subcommand) -> Command<D, E>
where
    D: HasAttache + Send + Sync,
    E: From<Error>,
{
    let path = format!("{command} {}", sub.name);
    Command {
        slash_action: Some(run),
        name: sub.name.into(),
        name_localizations: said(&path, name),
        identifying_name: sub.name.into(),
        source_code_name: sub.name.into(),
        description: Some(sub.description.into()),
        description_localizations: said(&path, description),
        parameters: sub.options.iter().map(|opt| parameter(&path, opt)).collect(),
        ..Command::default()
    }
}

fn parameter<D: HasAttache, E>(path: &str, opt: &'static Opt) -> CommandParameter<D, E> {
    let path = format!("{path} {}", opt.name);
    // A function cannot hold the length it sets: there is one for each that the table knows.
    let (type_setter, completes): (fn(_) -> _, bool) = match opt.value {
        Value::Text { max_length: MAX_QUESTION, completion } => (text::<MAX_QUESTION>, completion.is_some()),
        Value::Text { completion, .. } => (text::<MAX_NAME>, completion.is_some()),
        Value::Flag => (flag, false),
    };
    CommandParameter {
        name: opt.name.into(),
        name_localizations: said(&path, name),
        description: Some(opt.description.into()),
        description_localizations: said(&path, description),
        required: opt.required,
        channel_types: None,
        choices: Cow::default(),
        type_setter: Some(type_setter),
        autocomplete_callback: completes.then_some(complete as _),
        __non_exhaustive: (),
    }
}

fn text<const MAX_LENGTH: u16>(option: CreateCommandOption) -> CreateCommandOption {
    option.max_length(MAX_LENGTH)
}

fn flag(option: CreateCommandOption) -> CreateCommandOption {
    option.kind(CommandOptionType::Boolean)
}

type Said = Cow<'static, [(Cow<'static, str>, Cow<'static, str>)]>;

/// What something in the table is called in the other languages.
fn said(path: &str, what: fn(&'static Named) -> &'static str) -> Said {
    let said = Words::translations().filter_map(|(locale, words)| Some((locale, what(words.commands.get(path)?))));
    said.map(|(locale, text)| (locale.into(), text.into())).collect()
}

fn name(named: &'static Named) -> &'static str {
    &named.name
}

fn description(named: &'static Named) -> &'static str {
    &named.description
}

fn run<D, E>(context: ApplicationContext<'_, D, E>) -> BoxFuture<'_, Result<(), FrameworkError<'_, D, E>>>
where
    D: HasAttache + Send + Sync,
    E: From<Error>,
{
    Box::pin(async move {
        let (framework, interaction) = (context.framework, context.interaction);
        let Some(response) = framework.user_data.attache().run(interaction) else {
            let problem = "the plugin in the host's data is another than `commands` was given";
            return Err(FrameworkError::new_command_structure_mismatch(context, problem));
        };
        let http = &framework.serenity_context.http;
        deliver(http, interaction.id, &interaction.token, &response.body)
            .await
            .map_err(|error| FrameworkError::new_command(context.into(), error.into()))?;
        // What the host sends in its `post_command` follows the response and does not take its place.
        context.has_sent_initial_response.store(true, Ordering::SeqCst);
        Ok(())
    })
}

/// The message stands in the interaction too.
fn run_on_message<D, E>(
    context: ApplicationContext<'_, D, E>,
    _: Message,
) -> BoxFuture<'_, Result<(), FrameworkError<'_, D, E>>>
where
    D: HasAttache + Send + Sync,
    E: From<Error>,
{
    run(context)
}

/// What is typed stands in the interaction too.
fn complete<'a, D: HasAttache, E>(
    context: ApplicationContext<'a, D, E>,
    _: &'a str,
) -> BoxFuture<'a, CreateAutocompleteResponse> {
    let response = context.framework.user_data.attache().complete(context.interaction);
    let choices = match response.map(|response| response.body) {
        Some(CreateInteractionResponse::Autocomplete(choices)) => choices,
        _ => CreateAutocompleteResponse::new(),
    };
    Box::pin(std::future::ready(choices))
}
