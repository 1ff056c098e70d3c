//! What is registered, compared with what should be.

use serde_json::Value as Json;
use serenity::all::CreateCommand;

/// The body of a bulk overwrite of an application's commands.
///
/// ```
/// use attache::discord::commands::{definitions, registration};
/// let registration = registration(&definitions());
/// assert_eq!(registration[0]["name"], "ask");
/// assert_eq!(registration[0]["options"][0]["autocomplete"], true);
/// assert_eq!(registration[0]["name_localizations"]["fr"], "demander");
/// ```
pub fn registration(definitions: &[CreateCommand]) -> Json {
    Json::Array(definitions.iter().map(json).collect())
}

/// Whether what is registered is another set of commands than what is wanted.
///
/// What Discord adds (ids, versions) and what it leaves out because it goes without saying makes no difference, nor does
/// the order of the commands.
pub fn differs(registered: &Json, wanted: &Json) -> bool {
    essence_of_all(registered) != essence_of_all(wanted)
}

/// Without what goes without saying, most of which serenity writes all the same and Discord's schema has no place for.
fn json(command: &CreateCommand) -> Json {
    // A builder of strings, numbers and lists only: it always serializes.
    essence(&serde_json::to_value(command).unwrap_or_default())
}

/// What makes a command what it is. Other fields are Discord's own.
const FIELDS: &[&str] = &[
    "autocomplete",
    "choices",
    "contexts",
    "default_member_permissions",
    "description",
    "description_localizations",
    "integration_types",
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

fn essence_of_all(commands: &Json) -> Vec<Json> {
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
fn essence(definition: &Json) -> Json {
    let said = FIELDS.iter().filter_map(|&field| {
        let value = match &definition[field] {
            Json::Null | Json::Bool(false) => return None,
            Json::Array(list) if list.is_empty() => return None,
            Json::Object(map) if map.is_empty() => return None,
            Json::String(text) if text.is_empty() => return None,
            Json::Array(options) if field == "options" => options.iter().map(essence).collect(),
            // Sets: their order says nothing.
            Json::Array(numbers) => {
                let mut numbers = numbers.clone();
                numbers.sort_by_key(Json::as_u64);
                numbers.into()
            }
            value => value.clone(),
        };
        Some((field.to_owned(), value))
    });
    Json::Object(said.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::command::COMMANDS;
    use crate::discord::commands::definitions;

    fn ours() -> Json {
        registration(&definitions())
    }

    /// As Discord gives back what was registered.
    fn as_registered() -> Json {
        let mut registered = ours();
        for (index, command) in registered.as_array_mut().expect("a list").iter_mut().enumerate() {
            let command = command.as_object_mut().expect("an object");
            command.insert("id".into(), json!(index.to_string()));
            command.insert("application_id".into(), json!("7"));
            command.insert("version".into(), json!("9"));
            command.insert("contexts".into(), json!([2, 1, 0]));
            command.entry("description").or_insert(json!(""));
            command.insert("nsfw".into(), json!(false));
            command.insert("default_member_permissions".into(), Json::Null);
            for option in command.get_mut("options").and_then(Json::as_array_mut).into_iter().flatten() {
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
        let registration = ours();
        assert_eq!(registration.as_array().map(Vec::len), Some(COMMANDS.len()));
        for (json, command) in registration.as_array().into_iter().flatten().zip(COMMANDS) {
            assert_eq!(json["name"], command.name);
            let options = json["options"].as_array().map_or(0, Vec::len);
            assert_eq!(options, command.options.len() + command.subcommands.len());
            assert_eq!(json["contexts"], json!([0, 1, 2]));
            assert_eq!(json["integration_types"], json!([0, 1]));
        }
    }

    #[test]
    fn what_discord_adds_or_leaves_out_makes_no_difference() {
        assert!(!differs(&as_registered(), &ours()));
        assert!(!differs(&ours(), &ours()));
    }

    #[test]
    fn any_change_of_ours_makes_a_difference() {
        assert!(differs(&json!([]), &ours()));
        let changes: [fn(&mut Json); 6] = [
            |commands| commands[0]["description"] = json!("Another"),
            |commands| commands[0]["options"] = json!([]),
            |commands| commands[1]["type"] = json!(3),
            |commands| commands[0]["name_localizations"] = json!({ "fr": "interroger" }),
            |commands| drop(commands.as_array_mut().map(Vec::pop)),
            |commands| commands.as_array_mut().into_iter().for_each(|list| list.push(json!({ "name": "old" }))),
        ];
        for change in changes {
            let mut registered = as_registered();
            registered.as_array_mut().into_iter().for_each(|list| list.reverse()); // in the table's order
            change(&mut registered);
            assert!(differs(&registered, &ours()), "{registered:#}");
        }
        let mut optional = ours();
        optional[0]["options"][0]["required"] = json!(false);
        assert!(differs(&optional, &ours()));
    }
}
