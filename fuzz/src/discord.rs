//! What must hold of a message before Discord takes it. The limits stand here a second time, in Discord's figures: a wrong
//! one in the program would otherwise be held to itself.

use attache::discord::convert::message;
use attache::render::Layout;
use attache::words::Words;
use serde_json::Value;

/// A message within every length that Discord documents, that mentions nobody.
///
/// # Panics
/// It does not hold.
pub fn check(layout: &Layout) {
    let message = serde_json::to_value(message(layout, Words::english())).expect("a message is JSON");
    assert_eq!(message["allowed_mentions"]["parse"], serde_json::json!([]), "nobody is mentioned");
    let embeds = list(&message["embeds"]);
    assert!(embeds.len() <= 10, "{message}");
    assert!(!embeds.is_empty() || length(&message["content"]) > 0, "something is said: {message}");
    assert!(length(&message["content"]) <= 2000, "{message}");
    assert!(embeds.iter().map(embed).sum::<usize>() <= 6000, "{message}");
    let rows = list(&message["components"]);
    assert!(rows.len() <= 5, "{message}");
    let mut ids: Vec<&str> = rows.iter().flat_map(|row| ids(&row["components"])).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "each button once: {message}");
}

/// The characters that count towards a message's sum.
fn embed(embed: &Value) -> usize {
    let fields = list(&embed["fields"]);
    let within = |value: &Value, most: usize| {
        assert!(length(value) <= most, "at most {most}: {value}");
        length(value)
    };
    assert!(fields.len() <= 25, "{embed}");
    let title = within(&embed["title"], 256);
    let description = within(&embed["description"], 4096);
    assert!(title + description + fields.len() > 0, "an embed without anything: {embed}");
    let fields = fields.iter().map(|field| {
        assert!(length(&field["name"]) > 0 && length(&field["value"]) > 0, "{field}");
        within(&field["name"], 256) + within(&field["value"], 1024)
    });
    title + description + fields.sum::<usize>() + within(&embed["footer"]["text"], 2048)
}

/// The ids of a row's buttons, or of the menu that has it to itself.
fn ids(row: &Value) -> impl Iterator<Item = &str> {
    let row = list(row);
    assert!((1..=5).contains(&row.len()), "{row:?}");
    let is_menu = |component: &Value| component["type"] == 3;
    assert!(row.len() == 1 || !row.iter().any(is_menu), "{row:?}");
    row.iter().map(move |button| {
        assert!(is_menu(button) || (1..=80).contains(&length(&button["label"])), "{button}");
        let options = list(&button["options"]);
        assert!(options.len() <= 25 && options.iter().all(|option| (1..=100).contains(&length(&option["label"]))));
        assert!((1..=100).contains(&length(&button["custom_id"])), "{button}");
        button["custom_id"].as_str().expect("an id")
    })
}

/// In UTF-16 units, which is never less than what Discord counts.
fn length(text: &Value) -> usize {
    text.as_str().map_or(0, |text| text.encode_utf16().count())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
