//! Rules for the bulk overwrite of an application's commands.

use serde_json::{Value, json};

use super::{Rule, length, list, maybe_within, text_within, unique};

const PAGE: &str = "interactions/application-commands";

pub const RULES: &[Rule] = &[
    Rule {
        name: "at most 100 commands of a kind",
        page: PAGE,
        holds: |body| list(body).len() <= 100,
        breaks: |body| {
            *body = (0..101).map(|n| json!({ "type": 1, "name": format!("c{n}"), "description": "d" })).collect();
        },
    },
    Rule {
        name: "names are unique",
        page: PAGE,
        holds: |body| unique(list(body).iter().map(|c| (c["type"].to_string(), c["name"].to_string()))),
        breaks: |body| {
            let again = body[0].clone();
            body.as_array_mut().unwrap().push(again);
        },
    },
    Rule {
        name: "names have 1 to 32 lower-case letters, digits, - or _",
        page: PAGE,
        holds: |body| every(body, |c| is_message_command(c) || is_name(&c["name"])),
        breaks: |body| body[0]["name"] = json!("Ask me"),
    },
    Rule {
        name: "descriptions have 1 to 100 characters",
        page: PAGE,
        holds: |body| every(body, |c| is_message_command(c) || text_within(&c["description"], 1, 100)),
        breaks: |body| body[1]["options"][0]["description"] = json!("x".repeat(101)),
    },
    Rule {
        name: "at most 25 options",
        page: PAGE,
        holds: |body| every(body, |c| list(&c["options"]).len() <= 25),
        breaks: |body| {
            body[0]["options"] =
                (0..26).map(|n| json!({ "type": 3, "name": format!("o{n}"), "description": "d" })).collect();
        },
    },
    Rule {
        name: "option names are unique",
        page: PAGE,
        holds: |body| every(body, |c| unique(list(&c["options"]).iter().map(|option| option["name"].to_string()))),
        breaks: |body| body[0]["options"][1]["name"] = body[0]["options"][0]["name"].clone(),
    },
    Rule {
        name: "option types are known",
        page: PAGE,
        holds: |body| every_option(body, |option| (1..=11).contains(&kind(option))),
        breaks: |body| body[0]["options"][1]["type"] = json!(12),
    },
    Rule {
        name: "required options stand first",
        page: PAGE,
        holds: |body| every(body, |c| list(&c["options"]).is_sorted_by_key(|option| option["required"] != true)),
        breaks: |body| body[0]["options"].as_array_mut().unwrap().reverse(),
    },
    Rule {
        name: "subcommands and other options do not mix",
        page: PAGE,
        holds: |body| {
            every(body, |c| {
                let nested = list(&c["options"]).iter().filter(|option| kind(option) <= 2).count();
                nested == 0 || nested == list(&c["options"]).len()
            })
        },
        breaks: |body| body[1]["options"][1] = json!({ "type": 3, "name": "plain", "description": "d" }),
    },
    Rule {
        name: "only text and numbers complete themselves",
        page: PAGE,
        holds: |body| every_option(body, |o| o["autocomplete"] != true || matches!(kind(o), 3 | 4 | 10)),
        breaks: |body| body[0]["options"][1]["autocomplete"] = json!(true),
    },
    Rule {
        name: "what completes itself has no choices",
        page: PAGE,
        holds: |body| every_option(body, |o| o["autocomplete"] != true || list(&o["choices"]).is_empty()),
        breaks: |body| body[0]["options"][0]["choices"] = json!([{ "name": "a", "value": "a" }]),
    },
    Rule {
        name: "at most 25 choices, with names of 1 to 100 characters",
        page: PAGE,
        holds: |body| {
            every_option(body, |o| {
                let choices = list(&o["choices"]);
                choices.len() <= 25 && choices.iter().all(|choice| text_within(&choice["name"], 1, 100))
            })
        },
        breaks: |body| {
            let option = &mut body[0]["options"][0];
            option["autocomplete"] = json!(false);
            option["choices"] = (0..26).map(|n| json!({ "name": n.to_string(), "value": n.to_string() })).collect();
        },
    },
    Rule {
        name: "lengths are asked of text only, up to 6,000",
        page: PAGE,
        holds: |body| {
            every_option(body, |o| {
                let fits = |value: &Value, least: u64| {
                    value.is_null() || kind(o) == 3 && value.as_u64().is_some_and(|n| (least..=6000).contains(&n))
                };
                fits(&o["max_length"], 1) && fits(&o["min_length"], 0)
            })
        },
        breaks: |body| body[0]["options"][0]["max_length"] = json!(6001),
    },
    Rule {
        name: "a command has at most 8,000 characters",
        page: PAGE,
        holds: |body| list(body).iter().all(|command| characters(command) <= 8000),
        breaks: |body| {
            let option = |n| json!({ "type": 3, "name": format!("option-{n}"), "description": "x".repeat(100) });
            let sub = |n| {
                let options: Value = (0..16).map(option).collect();
                json!({ "type": 1, "name": format!("sub-{n}"), "description": "d", "options": options })
            };
            body[1]["options"] = (0..5).map(sub).collect();
        },
    },
    Rule {
        name: "names in other languages keep the rules of names",
        page: PAGE,
        holds: |body| {
            every(body, |c| {
                let names = c["name_localizations"].as_object();
                let said = c["description_localizations"].as_object();
                names.is_none_or(|names| is_message_command(c) || names.values().all(is_name))
                    && said.is_none_or(|said| said.values().all(|text| maybe_within(text, 1, 100)))
            })
        },
        breaks: |body| body[0]["name_localizations"] = json!({ "fr": "Demander !" }),
    },
];

/// Two commands that Discord takes.
pub fn good() -> Value {
    json!([
        {
            "type": 1, "name": "ask", "description": "Ask",
            "options": [
                { "type": 3, "name": "question", "description": "q", "required": true, "autocomplete": true, "max_length": 6000 },
                { "type": 5, "name": "private", "description": "p" },
            ],
        },
        {
            "type": 1, "name": "look", "description": "Look",
            "options": [
                { "type": 1, "name": "here", "description": "h" },
                { "type": 1, "name": "there", "description": "t" },
            ],
        },
        { "type": 3, "name": "Look at this" },
    ])
}

/// Whether this holds for every command and, at any depth, every option.
fn every(body: &Value, holds: fn(&Value) -> bool) -> bool {
    list(body).iter().all(|definition| holds(definition) && every(&definition["options"], holds))
}

fn every_option(body: &Value, holds: fn(&Value) -> bool) -> bool {
    list(body).iter().all(|command| every(&command["options"], holds))
}

fn kind(definition: &Value) -> u64 {
    definition["type"].as_u64().unwrap_or(1)
}

/// Commands on users and messages: their names are free, and they have no description. serenity gives all an empty list of
/// options, which Discord takes.
fn is_message_command(definition: &Value) -> bool {
    list(&definition["options"]).is_empty()
        && definition.get("description").is_none()
        && matches!(kind(definition), 2 | 3)
}

fn is_name(name: &Value) -> bool {
    text_within(name, 1, 32)
        && name.as_str().is_some_and(|name| {
            name.chars().all(|c| (c.is_alphanumeric() || matches!(c, '-' | '_')) && !c.is_uppercase())
        })
}

fn characters(definition: &Value) -> usize {
    let own = ["name", "description"].iter().filter_map(|field| definition[*field].as_str()).map(length).sum::<usize>();
    let choices = list(&definition["choices"]).iter().flat_map(|choice| [&choice["name"], &choice["value"]]);
    let choices: usize = choices.filter_map(Value::as_str).map(length).sum();
    own + choices + list(&definition["options"]).iter().map(characters).sum::<usize>()
}
