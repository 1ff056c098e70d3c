//! Quotes that have no room in one embed, in the next.

use super::{MAX_DESCRIPTION, length};
use crate::render::layout::Section;
use crate::render::markdown::body;

/// A section, its quotes in more than one where they have no room in one.
pub(super) fn spread(section: &Section) -> Vec<Section> {
    let mut sections = vec![Section { quotes: Vec::new(), ..section.clone() }];
    for quote in &section.quotes {
        let Some(last) = sections.last_mut() else { break };
        last.quotes.push(quote.clone());
        if length(&body(last)) > MAX_DESCRIPTION {
            last.quotes.pop();
            sections.push(Section { quotes: vec![quote.clone()], ..Section::default() });
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Quote;

    #[test]
    fn no_quote_is_left_behind() {
        let quote = |n: usize| Quote { label: format!("S{n} ¶1"), runs: vec![("long ".repeat(200), false)] };
        let section =
            Section { text: "Said at length.".into(), quotes: (1..=6).map(quote).collect(), ..Section::default() };
        let sections = spread(&section);
        assert!(sections.len() > 1 && sections.iter().all(|section| length(&body(section)) <= MAX_DESCRIPTION));
        assert_eq!(sections.iter().flat_map(|section| section.quotes.clone()).collect::<Vec<_>>(), section.quotes);
        assert_eq!((sections[0].text.as_str(), sections[1].text.as_str()), ("Said at length.", ""));
    }
}
