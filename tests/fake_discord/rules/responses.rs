//! Rules for responses to interactions: messages and lists of choices.

use serde_json::{Value, json};

use super::{Rule, broken, forms, length, list, maybe_within, text_within, unique};

const MESSAGE: &str = "resources/message";
const COMPONENTS: &str = "components/reference";
const INTERACTIONS: &str = "interactions/receiving-and-responding";

/// The rules that a response's kind brings.
pub fn rules_for(response: &Value) -> &'static [Rule] {
    match response["type"].as_u64() {
        Some(4 | 5 | 7) => MESSAGE_RULES,
        Some(8) => CHOICE_RULES,
        Some(9) => forms::RULES,
        _ => &[],
    }
}

/// The names of the rules that a response breaks, by its kind.
pub fn broken_by(response: &Value) -> Vec<&'static str> {
    broken(rules_for(response), response)
}

/// Whether an interaction of this type takes a response of that type.
pub fn kind_fits(interaction: u64, response: u64) -> bool {
    match interaction {
        1 => response == 1,
        2 => matches!(response, 4 | 5 | 9 | 12),
        3 => matches!(response, 4..=7 | 9 | 12),
        4 => response == 8,
        5 => matches!(response, 4..=7 | 12),
        _ => false,
    }
}

pub const MESSAGE_RULES: &[Rule] = &[
    Rule {
        name: "content has at most 2,000 characters",
        page: MESSAGE,
        holds: |r| maybe_within(&r["data"]["content"], 0, 2000),
        breaks: |r| r["data"]["content"] = json!("x".repeat(2001)),
    },
    Rule {
        name: "a message is not empty",
        page: MESSAGE,
        holds: |r| {
            text_within(&r["data"]["content"], 1, usize::MAX) || !embeds(r).is_empty() || r["data"]["poll"].is_object()
        },
        breaks: |r| {
            r["data"]["content"] = json!(" ");
            r["data"]["embeds"] = json!([]);
        },
    },
    Rule {
        name: "at most 10 embeds",
        page: MESSAGE,
        holds: |r| embeds(r).len() <= 10,
        breaks: |r| r["data"]["embeds"] = (0..11).map(|_| json!({ "title": "t" })).collect(),
    },
    Rule {
        name: "an embed is not empty",
        page: MESSAGE,
        holds: |r| {
            embeds(r).iter().all(|e| {
                let texts =
                    [&e["title"], &e["description"], &e["footer"]["text"], &e["author"]["name"], &e["image"]["url"]];
                texts.into_iter().any(|text| text_within(text, 1, usize::MAX)) || !list(&e["fields"]).is_empty()
            })
        },
        breaks: |r| r["data"]["embeds"] = json!([{ "color": 1 }]),
    },
    Rule {
        name: "an embed's title has at most 256 characters",
        page: MESSAGE,
        holds: |r| embeds(r).iter().all(|e| maybe_within(&e["title"], 0, 256)),
        breaks: |r| r["data"]["embeds"][0]["title"] = json!("x".repeat(257)),
    },
    Rule {
        name: "an embed's description has at most 4,096 characters",
        page: MESSAGE,
        holds: |r| embeds(r).iter().all(|e| maybe_within(&e["description"], 0, 4096)),
        breaks: |r| r["data"]["embeds"][0]["description"] = json!("x".repeat(4097)),
    },
    Rule {
        name: "an embed has at most 25 fields",
        page: MESSAGE,
        holds: |r| embeds(r).iter().all(|e| list(&e["fields"]).len() <= 25),
        breaks: |r| r["data"]["embeds"][0]["fields"] = (0..26).map(|_| json!({ "name": "n", "value": "v" })).collect(),
    },
    Rule {
        name: "a field's name has 1 to 256 characters",
        page: MESSAGE,
        holds: |r| embeds(r).iter().flat_map(|e| list(&e["fields"])).all(|f| text_within(&f["name"], 1, 256)),
        breaks: |r| r["data"]["embeds"][0]["fields"][0]["name"] = json!(""),
    },
    Rule {
        name: "a field's value has 1 to 1,024 characters",
        page: MESSAGE,
        holds: |r| embeds(r).iter().flat_map(|e| list(&e["fields"])).all(|f| text_within(&f["value"], 1, 1024)),
        breaks: |r| r["data"]["embeds"][0]["fields"][0]["value"] = json!("x".repeat(1025)),
    },
    Rule {
        name: "a footer has at most 2,048 characters",
        page: MESSAGE,
        holds: |r| embeds(r).iter().all(|e| maybe_within(&e["footer"]["text"], 0, 2048)),
        breaks: |r| r["data"]["embeds"][0]["footer"]["text"] = json!("x".repeat(2049)),
    },
    Rule {
        name: "all embeds together have at most 6,000 characters",
        page: MESSAGE,
        holds: |r| embeds(r).iter().map(characters).sum::<usize>() <= 6000,
        breaks: |r| {
            r["data"]["embeds"] = json!([{ "description": "x".repeat(3001) }, { "description": "x".repeat(3000) }]);
        },
    },
    Rule {
        name: "nobody can be mentioned (a rule of this house)",
        page: MESSAGE,
        holds: |r| {
            let allowed = &r["data"]["allowed_mentions"];
            let none = |field: &str| list(&allowed[field]).is_empty();
            allowed["parse"].is_array()
                && none("parse")
                && none("users")
                && none("roles")
                && allowed["replied_user"] != true
        },
        breaks: |r| r["data"]["allowed_mentions"] = Value::Null,
    },
    Rule {
        name: "flags are those that a response may set",
        page: INTERACTIONS,
        holds: |r| r["data"]["flags"].as_u64().unwrap_or_default() & !(4 | 64 | 4096) == 0,
        breaks: |r| r["data"]["flags"] = json!(2),
    },
    Rule {
        name: "at most 5 rows",
        page: COMPONENTS,
        holds: |r| rows(r).len() <= 5,
        breaks: |r| r["data"]["components"] = (0..6).map(|n| row(vec![button(&n.to_string())])).collect(),
    },
    Rule {
        name: "only rows stand at the top",
        page: COMPONENTS,
        holds: |r| rows(r).iter().all(|row| row["type"] == 1),
        breaks: |r| r["data"]["components"][0]["type"] = json!(9),
    },
    Rule {
        name: "a row holds 1 to 5 buttons, or a menu alone",
        page: COMPONENTS,
        holds: |r| {
            rows(r).iter().map(|row| list(&row["components"])).all(|components| {
                let alone = components.iter().any(|component| component["type"] != 2);
                (1..=if alone { 1 } else { 5 }).contains(&components.len())
            })
        },
        breaks: |r| r["data"]["components"][0] = row((0..6).map(|n| button(&n.to_string())).collect()),
    },
    Rule {
        name: "a button has a style from 1 to 5",
        page: COMPONENTS,
        holds: |r| buttons(r).all(|b| b["style"].as_u64().is_some_and(|style| (1..=5).contains(&style))),
        breaks: |r| r["data"]["components"][0]["components"][0]["style"] = json!(0),
    },
    Rule {
        name: "a button's label has 1 to 80 characters",
        page: COMPONENTS,
        holds: |r| {
            buttons(r).all(|b| text_within(&b["label"], 1, 80) || b["label"].is_null() && b["emoji"].is_object())
        },
        breaks: |r| r["data"]["components"][0]["components"][0]["label"] = json!("x".repeat(81)),
    },
    Rule {
        name: "a custom_id has 1 to 100 characters",
        page: COMPONENTS,
        holds: |r| {
            buttons(r).all(|b| b["style"] == 5 || text_within(&b["custom_id"], 1, 100))
                && menus(r).all(|menu| text_within(&menu["custom_id"], 1, 100))
        },
        breaks: |r| r["data"]["components"][0]["components"][0]["custom_id"] = json!("x".repeat(101)),
    },
    Rule {
        name: "a link has at most 512 characters and no custom_id",
        page: COMPONENTS,
        holds: |r| buttons(r).all(|b| b["style"] != 5 || text_within(&b["url"], 1, 512) && b["custom_id"].is_null()),
        breaks: |r| {
            r["data"]["components"][0]["components"][0] = json!({ "type": 2, "style": 5, "label": "l" });
        },
    },
    Rule {
        name: "a custom_id stands once in a message",
        page: COMPONENTS,
        holds: |r| unique(buttons(r).chain(menus(r)).filter_map(|b| b["custom_id"].as_str())),
        breaks: |r| r["data"]["components"] = json!([row(vec![button("a")]), row(vec![button("a")])]),
    },
    Rule {
        name: "a menu has 1 to 25 options, each once",
        page: COMPONENTS,
        holds: |r| {
            menus(r).all(|menu| {
                let options = list(&menu["options"]);
                (1..=25).contains(&options.len()) && unique(options.iter().filter_map(|o| o["value"].as_str()))
            })
        },
        breaks: |r| r["data"]["components"][1]["components"][0]["options"] = json!([]),
    },
    Rule {
        name: "a menu's option has a label and a value of 1 to 100 characters",
        page: COMPONENTS,
        holds: |r| {
            menus(r)
                .flat_map(|menu| list(&menu["options"]))
                .all(|option| text_within(&option["label"], 1, 100) && text_within(&option["value"], 1, 100))
        },
        breaks: |r| {
            r["data"]["components"][1]["components"][0]["options"][0]["label"] = json!("x".repeat(101));
        },
    },
    Rule {
        name: "a menu's placeholder has at most 150 characters",
        page: COMPONENTS,
        holds: |r| menus(r).all(|menu| maybe_within(&menu["placeholder"], 0, 150)),
        breaks: |r| r["data"]["components"][1]["components"][0]["placeholder"] = json!("x".repeat(151)),
    },
];

pub const CHOICE_RULES: &[Rule] = &[
    Rule {
        name: "at most 25 choices",
        page: INTERACTIONS,
        holds: |r| r["data"]["choices"].is_array() && list(&r["data"]["choices"]).len() <= 25,
        breaks: |r| r["data"]["choices"] = (0..26).map(|_| json!({ "name": "n", "value": "v" })).collect(),
    },
    Rule {
        name: "a choice's name has 1 to 100 characters",
        page: INTERACTIONS,
        holds: |r| list(&r["data"]["choices"]).iter().all(|choice| text_within(&choice["name"], 1, 100)),
        breaks: |r| r["data"]["choices"][0]["name"] = json!(""),
    },
    Rule {
        name: "a choice's value has 1 to 100 characters",
        page: INTERACTIONS,
        holds: |r| list(&r["data"]["choices"]).iter().all(|choice| text_within(&choice["value"], 1, 100)),
        breaks: |r| r["data"]["choices"][0]["value"] = json!("x".repeat(101)),
    },
];

/// A message that Discord takes.
pub fn good_message() -> Value {
    json!({ "type": 4, "data": {
        "content": "c",
        "embeds": [{ "title": "t", "description": "d", "fields": [{ "name": "n", "value": "v" }], "footer": { "text": "f" } }],
        "components": [row(vec![button("a"), button("b")]), row(vec![menu()])],
        "allowed_mentions": { "parse": [] },
        "flags": 64,
    }})
}

/// A list of choices that Discord takes.
pub fn good_choices() -> Value {
    json!({ "type": 8, "data": { "choices": [{ "name": "n", "value": "v" }] } })
}

pub(super) fn row(components: Vec<Value>) -> Value {
    json!({ "type": 1, "components": components })
}

fn button(custom_id: &str) -> Value {
    json!({ "type": 2, "style": 2, "label": "l", "custom_id": custom_id })
}

fn menu() -> Value {
    json!({ "type": 3, "custom_id": "m", "placeholder": "p", "options": [{ "label": "l", "value": "v" }] })
}

fn menus(response: &Value) -> impl Iterator<Item = &Value> {
    rows(response).iter().flat_map(|row| list(&row["components"])).filter(|component| component["type"] == 3)
}

fn embeds(response: &Value) -> &[Value] {
    list(&response["data"]["embeds"])
}

pub(super) fn rows(response: &Value) -> &[Value] {
    list(&response["data"]["components"])
}

fn buttons(response: &Value) -> impl Iterator<Item = &Value> {
    rows(response).iter().flat_map(|row| list(&row["components"])).filter(|component| component["type"] == 2)
}

fn characters(embed: &Value) -> usize {
    let own = [&embed["title"], &embed["description"], &embed["footer"]["text"], &embed["author"]["name"]];
    let fields = list(&embed["fields"]).iter().flat_map(|field| [&field["name"], &field["value"]]);
    own.into_iter().chain(fields).filter_map(Value::as_str).map(length).sum()
}
