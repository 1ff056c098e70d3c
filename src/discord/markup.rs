//! What Discord writes into a message that are no words of its author's.

/// What a mention, a custom emoji, a time or a command begins with behind its `<`.
const MARKS: &[&str] = &["@", "#", ":", "a:", "t:", "/", "id:"];
/// What a link begins with.
const LINKS: &[&str] = &["http://", "https://"];

/// A text without mentions, custom emoji, times and links: they ask nothing, and none of their digits is a number said.
pub(super) fn words_of(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = mark(rest).or_else(|| link(rest));
        if end.is_none() {
            words.push(first);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
        rest = &rest[end.unwrap_or(first.len_utf8())..];
    }
    words
}

/// Where a mark ends that the text begins with.
fn mark(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let end = inside.find(['>', '<', '\n'])?;
    let is_of = |mark: &str| inside.starts_with(mark) && (mark != "/" || inside[..end].contains(':'));
    let is_mark = inside[end..].starts_with('>') && MARKS.iter().any(|mark| is_of(mark));
    is_mark.then_some("<".len() + end + ">".len())
}

/// Where a link ends that the text begins with.
fn link(text: &str) -> Option<usize> {
    let is_link = LINKS.iter().any(|link| text.get(..link.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(link)));
    is_link.then(|| text.find(|c: char| c.is_whitespace() || matches!(c, '>' | ')' | '|')).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_left_out_and_words_are_not() {
        for (text, words) in [
            ("<@80351110224678912> who pays?", "who pays?"),
            ("who pays, <@!8> or <@&9>?", "who pays, or ?"),
            ("<:smile:1><a:wave:2> in <#3> since <t:1700000000:R>", "in since"),
            ("see https://example.org/a?b=2023 and (HTTP://x.y) now", "see and ( ) now"),
            ("a < b > c, <b>bold</b>, 1<2", "a < b > c, <b>bold</b>, 1<2"),
            ("<@1", "<@1"),
            ("é<@1>漢", "é 漢"),
            ("", ""),
        ] {
            let found = words_of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(found, words, "{text}");
        }
    }
}
