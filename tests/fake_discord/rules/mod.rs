//! What Discord refuses, as a table: each rule says what holds, where Discord documents it, and how a payload breaks it.
//! `tests` breaks every one of them.

pub mod commands;
pub mod forms;
pub mod responses;

use serde_json::{Value, json};

/// Something that holds for every payload Discord takes.
pub struct Rule {
    /// Its name, given back where it is broken.
    pub name: &'static str,
    /// The page of <https://discord.com/developers/docs> that says so.
    pub page: &'static str,
    /// Whether a payload keeps it.
    pub holds: fn(&Value) -> bool,
    /// Makes a good payload break it, and it alone.
    pub breaks: fn(&mut Value),
}

/// The names of the rules that a payload breaks.
pub fn broken(rules: &[Rule], payload: &Value) -> Vec<&'static str> {
    rules.iter().filter(|rule| !(rule.holds)(payload)).map(|rule| rule.name).collect()
}

/// The body of Discord's answer to such a payload.
pub fn form_error(rules: &[Rule], broken: &[&str]) -> Value {
    let errors: Vec<_> = rules
        .iter()
        .filter(|rule| broken.contains(&rule.name))
        .map(|rule| json!({ "code": "FAKE_RULE", "message": format!("{} ({})", rule.name, rule.page) }))
        .collect();
    json!({ "code": 50035, "message": "Invalid Form Body", "errors": { "_errors": errors } })
}

/// Length as JavaScript counts it, which is never less than characters.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Whether a text is there and within these lengths.
fn text_within(value: &Value, least: usize, most: usize) -> bool {
    value.as_str().is_some_and(|text| (least..=most).contains(&length(text)) && (least == 0 || !text.trim().is_empty()))
}

/// The same, for a text that may be left out.
fn maybe_within(value: &Value, least: usize, most: usize) -> bool {
    value.is_null() || text_within(value, least, most)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn unique<T: Ord>(items: impl Iterator<Item = T>) -> bool {
    let mut items: Vec<T> = items.collect();
    let all = items.len();
    items.sort();
    items.dedup();
    items.len() == all
}

mod tests {
    use super::*;

    fn check(rules: &[Rule], good: &Value) {
        assert_eq!(broken(rules, good), [""; 0], "the payload to start from is good");
        for rule in rules {
            let mut bad = good.clone();
            (rule.breaks)(&mut bad);
            assert_eq!(broken(rules, &bad), [rule.name], "{bad}");
        }
        assert!(unique(rules.iter().map(|rule| rule.name)));
    }

    #[test]
    fn each_rule_for_commands_is_broken_by_its_payload_alone() {
        check(commands::RULES, &commands::good());
    }

    #[test]
    fn each_rule_for_responses_is_broken_by_its_payload_alone() {
        check(responses::MESSAGE_RULES, &responses::good_message());
        check(responses::CHOICE_RULES, &responses::good_choices());
        check(forms::RULES, &forms::good());
    }

    #[test]
    fn a_response_must_be_of_a_kind_that_its_interaction_takes() {
        for (interaction, response, fits) in [
            (2, 4, true),
            (2, 8, false),
            (2, 7, false),
            (3, 4, true),
            (3, 7, true),
            (4, 8, true),
            (4, 4, false),
            (2, 99, false),
        ] {
            assert_eq!(responses::kind_fits(interaction, response), fits, "{interaction} {response}");
        }
    }
}
