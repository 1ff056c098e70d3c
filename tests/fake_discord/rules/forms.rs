//! Rules for forms that a response opens.

use serde_json::{Value, json};

use super::responses::{row, rows};
use super::{Rule, list, maybe_within, text_within};

const INTERACTIONS: &str = "interactions/receiving-and-responding";
const COMPONENTS: &str = "components/reference";

pub const RULES: &[Rule] = &[
    Rule {
        name: "a form has a custom_id of 1 to 100 and a title of 1 to 45 characters",
        page: INTERACTIONS,
        holds: |r| text_within(&r["data"]["custom_id"], 1, 100) && text_within(&r["data"]["title"], 1, 45),
        breaks: |r| r["data"]["title"] = json!("x".repeat(46)),
    },
    Rule {
        name: "a form has 1 to 5 rows of one input each",
        page: INTERACTIONS,
        holds: |r| {
            (1..=5).contains(&rows(r).len())
                && rows(r).iter().all(|row| list(&row["components"]).len() == 1 && row["components"][0]["type"] == 4)
        },
        breaks: |r| r["data"]["components"] = json!([]),
    },
    Rule {
        name: "an input has a custom_id, a style and a label of 1 to 45 characters",
        page: COMPONENTS,
        holds: |r| {
            inputs(r).all(|input| {
                text_within(&input["custom_id"], 1, 100)
                    && matches!(input["style"].as_u64(), Some(1 | 2))
                    && text_within(&input["label"], 1, 45)
            })
        },
        breaks: |r| r["data"]["components"][0]["components"][0]["label"] = json!("x".repeat(46)),
    },
    Rule {
        name: "an input's placeholder has at most 100 characters",
        page: COMPONENTS,
        holds: |r| inputs(r).all(|input| maybe_within(&input["placeholder"], 0, 100)),
        breaks: |r| r["data"]["components"][0]["components"][0]["placeholder"] = json!("x".repeat(101)),
    },
];

/// A form that Discord takes.
pub fn good() -> Value {
    let input = json!({ "type": 4, "custom_id": "i", "style": 2, "label": "l", "placeholder": "p" });
    json!({ "type": 9, "data": { "custom_id": "f", "title": "t", "components": [row(vec![input])] } })
}

fn inputs(response: &Value) -> impl Iterator<Item = &Value> {
    rows(response).iter().flat_map(|row| list(&row["components"])).filter(|component| component["type"] == 4)
}
