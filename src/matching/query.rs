//! A question made comparable: words corrected and stemmed, entities linked, shape read.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::entities::{Gazetteer, Mention};
use super::parallel;
use super::roles::{Roles, roles};
use super::shape::{Shape, shape};
use super::stage::Stage;
use crate::knowledge::KnowledgeBase;
use crate::knowledge::language::Language;
use crate::text::{Speller, Token, Vectors, WordVector, stem, tokenize};

/// A word of a query.
#[derive(Debug, Clone)]
pub struct Word {
    /// Folded and corrected.
    pub text: String,
    /// Its stem.
    pub stem: String,
    /// Where it stands in the question.
    pub span: Range<usize>,
    /// Whether it was corrected from something unknown.
    pub corrected: bool,
    /// Whether it can carry what is asked about.
    pub content: bool,
    /// Whether it is written as a name: with a capital, and not because a sentence begins.
    pub is_name: bool,
}

/// A question, analysed.
#[derive(Debug, Clone)]
pub struct Query {
    /// Its words, in order.
    pub words: Vec<Word>,
    /// Who and what it names, in order.
    pub mentions: Vec<Mention>,
    /// What sort of answer it wants.
    pub shape: Shape,
    /// Who does what to whom in it.
    pub roles: Roles,
}

impl Query {
    /// The stems in order.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.stem.as_str())
    }

    /// Words that can carry what is asked about.
    pub fn content(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| word.content)
    }
}

/// A word that is in no table is known if so many utterances hold it.
const TRUSTED: usize = 3;
/// Words of one question beyond this many are not looked at: no question has as many, and time and memory grow with them.
const MOST_WORDS: usize = 300;

/// Makes questions comparable. Built once from the knowledge.
#[derive(Debug, Clone)]
pub(super) struct Analyzer {
    language: &'static Language,
    gazetteer: Gazetteer,
    proper: Gazetteer,
    known: FxHashSet<String>,
    speller: Speller,
}

impl Analyzer {
    pub(super) fn new(knowledge: &KnowledgeBase) -> Self {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        let mut words = Vec::new();
        let mut learn = |tokens: Vec<Token>, weight: usize| {
            for token in tokens {
                let count = counts.entry(token.text.clone()).or_default();
                if *count == 0 {
                    words.push(token.text);
                }
                *count += weight;
            }
        };
        for entity in &knowledge.entities {
            entity.aliases.iter().chain([&entity.name]).for_each(|name| learn(tokenize(name), TRUSTED));
        }
        learn(tokenize(knowledge.source.text()), TRUSTED);
        let small_talk = knowledge.language.meta.iter().flat_map(|meta| &meta.utterances);
        small_talk.for_each(|text| learn(tokenize(text), TRUSTED));
        // Question words are what slips hit most ("whcih"), and no briefing need hold them.
        learn(tokenize("which what when where whose why how who many much does people explain"), TRUSTED);
        let utterances = knowledge.intents.iter().flat_map(|intent| &intent.utterances);
        let utterances: Vec<_> = utterances.chain(knowledge.gaps.iter().flat_map(|gap| &gap.utterances)).collect();
        for tokens in parallel::map(&utterances, |text| tokenize(text)) {
            learn(tokens, 1);
        }
        // Utterances hold slips too, since readers make them.
        words.retain(|word| counts[word] >= TRUSTED || Vectors::shared().is_word(word));
        let known = words.iter().cloned().collect();
        Self {
            language: knowledge.language,
            gazetteer: Gazetteer::new(knowledge),
            proper: Gazetteer::proper(knowledge),
            speller: Speller::new(words),
            known,
        }
    }

    /// Analyses a question. `lean` is text that the question leans on: its words come first and count as the question's.
    pub(super) fn analyse(&self, text: &str) -> Query {
        self.analyse_in_stages(text, &mut |_| {})
    }

    /// The same, telling of every stage when it is done.
    pub(super) fn analyse_in_stages(&self, text: &str, done: &mut impl FnMut(Stage)) -> Query {
        let mut words = Vec::new();
        for token in tokenize(text).into_iter().take(MOST_WORDS) {
            match self.language.lexicon.spelling(&token.text) {
                Some(meant) if !Self::is_numeral_in_place(&token.text, &words) => {
                    words.extend(meant.iter().map(|word| self.word(word.clone(), token.span.clone(), false)));
                }
                _ => {
                    let corrected = self.correct(&token.text);
                    let changed = corrected.is_some();
                    words.push(self.word(corrected.unwrap_or(token.text), token.span, changed));
                }
            }
        }
        mark_names(text, &mut words);
        done(Stage::Words);
        let mentions = self.gazetteer.link(&words);
        for mention in &mentions {
            words[mention.words.clone()].iter_mut().for_each(|word| word.content = true);
        }
        done(Stage::Entities);
        let shape = shape(&words, &mentions);
        // "What is in this article?": where nothing else carries what is asked, the words of the frame do.
        if !words.iter().any(|word| word.content) {
            for word in words.iter_mut().filter(|word| self.language.lexicon.is_frame_word(&word.text)) {
                word.content = true;
            }
        }
        let roles = roles(&words, &mentions, &self.language.lexicon);
        done(Stage::Shape);
        Query { words, mentions, shape, roles }
    }

    /// A word that needs no correcting.
    pub(super) fn known_word(&self, text: &str) -> Word {
        self.word(text.to_owned(), 0..text.len(), false)
    }

    /// The proper names among a query's words, also those inside a longer alias.
    pub(super) fn names(&self, query: &Query) -> Vec<Mention> {
        self.proper.link(&query.words)
    }

    /// "demand no. 2" counts, "going 2 meet" does not.
    fn is_numeral_in_place(typed: &str, before: &[Word]) -> bool {
        let counts = ["no", "number", "demand", "point", "question", "top", "the", "these", "those", "main"];
        typed.bytes().all(|byte| byte.is_ascii_digit())
            && before.last().is_some_and(|word| counts.contains(&word.text.as_str()) || is_number(&word.text))
    }

    fn word(&self, text: String, span: Range<usize>, corrected: bool) -> Word {
        let content = self.language.lexicon.is_content(&text);
        Word { stem: stem(&text), content, text, span, corrected, is_name: false }
    }

    /// "byeee", "sooo": a letter typed three times or more was drawn out.
    fn squeezed(&self, word: &str) -> Option<String> {
        let runs = |most: usize| {
            let mut kept = String::new();
            let mut run = 0;
            for letter in word.chars() {
                run = if kept.ends_with(letter) { run + 1 } else { 1 };
                if run <= most {
                    kept.push(letter);
                }
            }
            kept
        };
        let drawn_out = word.as_bytes().windows(3).any(|letters| letters[0] == letters[1] && letters[1] == letters[2]);
        let is_known = |word: &String| self.known.contains(word) || Vectors::shared().is_word(word);
        if drawn_out { [runs(1), runs(2)].into_iter().find(is_known) } else { None }
    }

    fn correct(&self, word: &str) -> Option<String> {
        if self.known.contains(word) || is_number(word) || Vectors::shared().is_word(word) {
            return None;
        }
        // An inflection of a known word is no slip.
        let stemmed = stem(word);
        if self.known.contains(&stemmed) || Vectors::shared().is_word(&stemmed) {
            return None;
        }
        self.squeezed(word).or_else(|| ize(word)).or_else(|| self.speller.correct(word).map(str::to_owned))
    }
}

/// Marks words with a capital that no sentence's beginning explains. In a message all in capitals none is told.
fn mark_names(text: &str, words: &mut [Word]) {
    let shouted = !text.chars().any(char::is_lowercase);
    for word in words.iter_mut().filter(|_| !shouted) {
        let before = text[..word.span.start].trim_end();
        let begins = before
            .chars()
            .next_back()
            .is_none_or(|last| !last.is_alphanumeric() && !matches!(last, ',' | '\'' | '’' | '-'));
        let typed = &text[word.span.clone()];
        word.is_name =
            !begins && typed.chars().next().is_some_and(char::is_uppercase) && typed.chars().any(char::is_lowercase);
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
}

/// The spelling with -ize and -or of a word in -ise and -our, if that is one: the word table has only those.
fn ize(word: &str) -> Option<String> {
    const ENDINGS: &[(&str, &str)] = &[
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("isation", "ization"),
        ("our", "or"),
        ("ours", "ors"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("lled", "led"),
        ("lling", "ling"),
        ("tre", "ter"),
    ];
    ENDINGS.iter().find_map(|(typed, known)| {
        let word = format!("{}{known}", word.strip_suffix(typed)?);
        Vectors::shared().is_word(&word).then_some(word)
    })
}

/// What words weigh and how near they are, over the knowledge's own vocabulary.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    /// Document frequency over utterances, as idf scaled to 0..=1.
    frequency: FxHashMap<String, f32>,
}

impl Weights {
    /// Counts stems over all utterances.
    pub(super) fn new<'a>(rows: impl Iterator<Item = &'a Query>) -> Self {
        let mut total: f32 = 0.0;
        let mut counts: FxHashMap<String, u32> = FxHashMap::default();
        for row in rows {
            total += 1.0;
            let distinct: FxHashSet<_> = row.stems().collect();
            for stem in distinct {
                *counts.entry(stem.to_owned()).or_default() += 1;
            }
        }
        let scale = (total + 1.0).ln();
        let idf = |count: u32| ((total + 1.0) / (count as f32 + 0.5)).ln() / scale;
        Self { frequency: counts.into_iter().map(|(stem, count)| (stem, idf(count).clamp(0.0, 1.0))).collect() }
    }

    /// How much a word tells, 0 to 1: the mean of how rare it is among the utterances and in English at large.
    pub(super) fn of(&self, word: &Word) -> f32 {
        let here = self.frequency.get(&word.stem).copied().unwrap_or(1.0);
        f32::midpoint(here, Vectors::shared().rarity(&word.text))
    }

    /// Whether any utterance holds this stem.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.frequency.contains_key(stem)
    }
}

/// The direction of a word, if the table can make one.
pub(super) fn vector(word: &Word) -> Option<WordVector> {
    Vectors::shared().word(&word.text)
}
