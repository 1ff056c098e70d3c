//! The table of commands as Discord wants it registered.

use serde_json::Value;
use serenity::all::{CommandOptionType, CommandType, CreateCommand, CreateCommandOption};

use crate::command::{COMMANDS, Command, Opt, Subcommand};

/// The commands of [`COMMANDS`], ready to register, or to append to another bot's own.
pub fn definitions() -> Vec<CreateCommand> {
    COMMANDS.iter().map(command).collect()
}

/// The body of a bulk overwrite of an application's commands.
///
/// ```
/// let registration = attache::discord::commands::registration();
/// assert_eq!(registration[0]["name"], "ask");
/// assert_eq!(registration[0]["options"][0]["autocomplete"], true);
/// ```
pub fn registration() -> Value {
    Value::Array(definitions().iter().map(json).collect())
}

/// Whether what is registered is another set of commands than what is wanted.
///
/// What Discord adds (ids, versions) and what it leaves out because it goes without saying makes no difference, nor does
/// the order of the commands.
pub fn differs(registered: &Value, wanted: &Value) -> bool {
    essence_of_all(registered) != essence_of_all(wanted)
}

fn command(command: &Command) -> CreateCommand {
    let subcommands = command.subcommands.iter().map(subcommand);
    let options: Vec<_> = command.options.iter().map(option).chain(subcommands).collect();
    CreateCommand::new(command.name).kind(CommandType::ChatInput).description(command.description).set_options(options)
}

fn subcommand(sub: &Subcommand) -> CreateCommandOption {
    CreateCommandOption::new(CommandOptionType::SubCommand, sub.name, sub.description)
        .set_sub_options(sub.options.iter().map(option).collect::<Vec<_>>())
}

fn option(opt: &Opt) -> CreateCommandOption {
    CreateCommandOption::new(CommandOptionType::String, opt.name, opt.description)
        .required(opt.required)
        .max_length(opt.max_length)
        .set_autocomplete(true)
}

/// Without what goes without saying, most of which serenity writes all the same and Discord's schema has no place for.
fn json(command: &CreateCommand) -> Value {
    // A builder of strings, numbers and lists only: it always serializes.
    essence(&serde_json::to_value(command).unwrap_or_default())
}

/// What makes a command what it is. Other fields are Discord's own.
const FIELDS: &[&str] = &[
    "autocomplete",
    "choices",
    "default_member_permissions",
    "description",
    "description_localizations",
    "max_length",
    "max_value",
    "min_length",
    "min_value",
    "name",
    "name_localizations",
    "nsfw",
    "options",
    "required",
    "type",
];

/// The type of a command that names none: one typed after a slash.
const CHAT_INPUT: u8 = 1;

fn essence_of_all(commands: &Value) -> Vec<Value> {
    let mut all: Vec<_> = commands.as_array().into_iter().flatten().map(essence).collect();
    for command in &mut all {
        if command["type"].is_null() {
            command["type"] = CHAT_INPUT.into();
        }
    }
    all.sort_by_key(|command| (command["name"].to_string(), command["type"].to_string()));
    all
}

/// A command or an option: what is no, none or empty counts as left out.
fn essence(definition: &Value) -> Value {
    let said = FIELDS.iter().filter_map(|&field| {
        let value = match &definition[field] {
            Value::Null | Value::Bool(false) => return None,
            Value::Array(list) if list.is_empty() => return None,
            Value::Object(map) if map.is_empty() => return None,
            Value::Array(options) if field == "options" => options.iter().map(essence).collect(),
            value => value.clone(),
        };
        Some((field.to_owned(), value))
    });
    Value::Object(said.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// As Discord gives back what was registered.
    fn as_registered() -> Value {
        let mut registered = registration();
        for (index, command) in registered.as_array_mut().expect("a list").iter_mut().enumerate() {
            let command = command.as_object_mut().expect("an object");
            command.insert("id".into(), json!(index.to_string()));
            command.insert("application_id".into(), json!("7"));
            command.insert("version".into(), json!("9"));
            command.insert("integration_types".into(), json!([0]));
            command.insert("contexts".into(), Value::Null);
            command.insert("name_localizations".into(), Value::Null);
            command.insert("nsfw".into(), json!(false));
            command.insert("default_member_permissions".into(), Value::Null);
            for option in command["options"].as_array_mut().expect("options") {
                if option["required"].is_null() {
                    option["required"] = json!(false);
                }
            }
        }
        registered.as_array_mut().expect("a list").reverse();
        registered
    }

    #[test]
    fn every_command_of_the_table_is_registered_with_its_options() {
        let registration = registration();
        assert_eq!(registration.as_array().map(Vec::len), Some(COMMANDS.len()));
        for (json, command) in registration.as_array().into_iter().flatten().zip(COMMANDS) {
            assert_eq!(json["name"], command.name);
            let options = json["options"].as_array().expect("options");
            assert_eq!(options.len(), command.options.len() + command.subcommands.len());
        }
    }

    #[test]
    fn what_discord_adds_or_leaves_out_makes_no_difference() {
        assert!(!differs(&as_registered(), &registration()));
        assert!(!differs(&registration(), &registration()));
    }

    #[test]
    fn any_change_of_ours_makes_a_difference() {
        assert!(differs(&json!([]), &registration()));
        let changes: [fn(&mut Value); 6] = [
            |commands| commands[0]["description"] = json!("Another"),
            |commands| commands[0]["options"] = json!([]),
            |commands| commands[1]["type"] = json!(3),
            |commands| commands[0]["name_localizations"] = json!({ "fr": "demander" }),
            |commands| drop(commands.as_array_mut().map(Vec::pop)),
            |commands| commands.as_array_mut().into_iter().for_each(|list| list.push(json!({ "name": "old" }))),
        ];
        for change in changes {
            let mut registered = as_registered();
            change(&mut registered);
            assert!(differs(&registered, &registration()), "{registered:#}");
        }
        let mut optional = registration();
        optional[0]["options"][0]["required"] = json!(false);
        assert!(differs(&optional, &registration()));
    }
}
