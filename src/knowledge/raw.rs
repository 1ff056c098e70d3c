//! The files of a briefing as a curator wrote them: every value with the place it stands at, nothing resolved.
//!
//! A key that is missing or wrong is `None`, because the compiler goes on to find all other problems; it has then been
//! reported already. docs/knowledge.md explains the keys.

use std::ops::Deref;

use super::diagnostic::{At, Report};
use super::model::{Basis, ClaimKind, EntityKind, TopicKind};
use super::table::Table;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Located<'a, T> {
    pub(super) at: At<'a>,
    pub(super) value: T,
}

impl<T> Deref for Located<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

pub(super) type Text<'a> = Located<'a, String>;
pub(super) type Texts<'a> = Vec<Text<'a>>;

/// `briefing.toml`
#[derive(Debug)]
pub(super) struct RawBriefing<'a> {
    pub(super) id: Option<Text<'a>>,
    pub(super) title: Option<Text<'a>>,
    pub(super) language: Option<Text<'a>>,
    pub(super) publisher: Option<Text<'a>>,
    pub(super) sha256: Option<Text<'a>>,
    pub(super) as_of: Option<RawAsOf<'a>>,
    pub(super) tensions: Vec<RawTension<'a>>,
}

#[derive(Debug)]
pub(super) struct RawAsOf<'a> {
    pub(super) says: Option<Text<'a>>,
    pub(super) basis: Option<Located<'a, Basis>>,
    pub(super) reasoning: Option<Text<'a>>,
}

#[derive(Debug)]
pub(super) struct RawTension<'a> {
    pub(super) claims: Texts<'a>,
    pub(super) note: Option<Text<'a>>,
}

/// An entry of `entities.toml`, or of `absent.toml`: then it has no kind and no role.
#[derive(Debug)]
pub(super) struct RawEntity<'a> {
    pub(super) id: Option<Text<'a>>,
    pub(super) kind: Option<Located<'a, EntityKind>>,
    pub(super) name: Option<Text<'a>>,
    pub(super) role: Option<Text<'a>>,
    pub(super) aliases: Texts<'a>,
    pub(super) claim: Option<Text<'a>>,
    pub(super) absent: bool,
    pub(super) near: Texts<'a>,
}

/// `topics/<topic>.toml`
#[derive(Debug)]
pub(super) struct RawTopicFile<'a> {
    /// The file's name without `.toml`.
    pub(super) id: &'a str,
    pub(super) topic: Option<RawTopic<'a>>,
    pub(super) claims: Vec<RawClaim<'a>>,
    pub(super) intents: Vec<RawIntent<'a>>,
    pub(super) gaps: Vec<RawGap<'a>>,
}

#[derive(Debug)]
pub(super) struct RawTopic<'a> {
    pub(super) kind: Option<Located<'a, TopicKind>>,
    pub(super) title: Option<Text<'a>>,
    pub(super) name: Option<Text<'a>>,
    pub(super) names: Texts<'a>,
    pub(super) entities: Texts<'a>,
    pub(super) without: Texts<'a>,
}

#[derive(Debug)]
pub(super) struct RawClaim<'a> {
    pub(super) id: Option<Text<'a>>,
    pub(super) says: Option<Text<'a>>,
    pub(super) by: Option<Text<'a>>,
    pub(super) kind: Option<Located<'a, ClaimKind>>,
    pub(super) anchor: Option<Text<'a>>,
    pub(super) sentence: Option<Text<'a>>,
    pub(super) leans_on: Option<Text<'a>>,
    pub(super) actor: Option<Text<'a>>,
    pub(super) target: Option<Text<'a>>,
    pub(super) dated: Option<RawDated<'a>>,
    pub(super) facets: Vec<(Text<'a>, Text<'a>)>,
}

#[derive(Debug)]
pub(super) struct RawDated<'a> {
    pub(super) words: Option<Text<'a>>,
    pub(super) order: Option<i64>,
    pub(super) basis: Option<Located<'a, Basis>>,
    pub(super) note: Option<Text<'a>>,
}

#[derive(Debug)]
pub(super) struct RawIntent<'a> {
    pub(super) at: At<'a>,
    pub(super) id: Option<Text<'a>>,
    pub(super) facet: Option<Text<'a>>,
    pub(super) title: Option<Text<'a>>,
    pub(super) claims: Option<Texts<'a>>,
    pub(super) related: Texts<'a>,
    pub(super) utterances: Texts<'a>,
}

#[derive(Debug)]
pub(super) struct RawGap<'a> {
    pub(super) id: Option<Text<'a>>,
    pub(super) facet: Option<Text<'a>>,
    pub(super) missing: Option<Text<'a>>,
    pub(super) near: Texts<'a>,
    pub(super) utterances: Texts<'a>,
}

/// Reads `briefing.toml`.
pub(super) fn briefing<'a>(mut file: Table<'a, '_>, report: &mut Report) -> RawBriefing<'a> {
    let briefing = RawBriefing {
        id: file.id(report),
        title: file.text("title", report),
        language: file.text("language", report),
        publisher: file.text("publisher", report),
        sha256: file.text("sha256", report),
        as_of: file.table("as_of", "the date of the briefing", report).map(|mut table| {
            let basis = table.choice("basis", report);
            let known = basis.as_ref().is_none_or(|basis| **basis != Basis::Unknown);
            let inferred = basis.as_ref().is_some_and(|basis| **basis == Basis::Inferred);
            let as_of = RawAsOf {
                says: table.text_if(known, "says", report),
                basis,
                reasoning: table.text_if(inferred, "reasoning", report),
            };
            table.finish(report);
            as_of
        }),
        tensions: file.tables("tension", "a tension", report, |table, report| RawTension {
            claims: table.texts("claims", report),
            note: table.text("note", report),
        }),
    };
    file.finish(report);
    briefing
}

/// Reads `entities.toml`.
pub(super) fn entities<'a>(mut file: Table<'a, '_>, report: &mut Report) -> Vec<RawEntity<'a>> {
    let entities = file.tables("entity", "an entity", report, |table, report| RawEntity {
        id: table.id(report),
        kind: table.choice("kind", report),
        name: table.text("name", report),
        role: table.text("role", report),
        aliases: table.optional_texts("aliases", report),
        claim: table.optional_text("claim", report),
        absent: false,
        near: Vec::new(),
    });
    file.finish(report);
    entities
}

/// Reads `absent.toml`.
pub(super) fn absents<'a>(mut file: Table<'a, '_>, report: &mut Report) -> Vec<RawEntity<'a>> {
    let absents = file.tables("absent", "an absent party", report, |table, report| RawEntity {
        id: table.id(report),
        kind: None,
        name: table.text("name", report),
        role: None,
        aliases: table.optional_texts("aliases", report),
        claim: None,
        absent: true,
        near: table.optional_texts("near", report),
    });
    file.finish(report);
    absents
}

/// Reads `paraphrases.toml`: lists of texts by the id of an intent or gap.
pub(super) fn paraphrases<'a>(file: Table<'a, '_>, report: &mut Report) -> Vec<(Text<'a>, Texts<'a>)> {
    file.lists(report)
}

/// Reads `topics/<topic>.toml`.
pub(super) fn topic_file<'a>(id: &'a str, mut file: Table<'a, '_>, report: &mut Report) -> RawTopicFile<'a> {
    let topic_file = RawTopicFile {
        id,
        topic: file.table("topic", "a topic", report).map(|mut table| {
            let topic = RawTopic {
                kind: table.choice("kind", report),
                title: table.text("title", report),
                name: table.text("name", report),
                names: table.optional_texts("names", report),
                entities: table.optional_texts("entities", report),
                without: table.optional_texts("without", report),
            };
            table.finish(report);
            topic
        }),
        claims: file.tables("claim", "a claim", report, claim),
        intents: file.tables("intent", "an intent", report, |table, report| RawIntent {
            at: table.at.clone(),
            id: table.id(report),
            facet: table.text("facet", report),
            title: table.text("title", report),
            claims: table.sound_texts("claims", report),
            related: table.optional_texts("related", report),
            utterances: table.texts("utterances", report),
        }),
        gaps: file.tables("gap", "a gap", report, |table, report| RawGap {
            id: table.id(report),
            facet: table.text("facet", report),
            missing: table.text("missing", report),
            near: table.optional_texts("near", report),
            utterances: table.texts("utterances", report),
        }),
    };
    file.finish(report);
    topic_file
}

fn claim<'a>(table: &mut Table<'a, '_>, report: &mut Report) -> RawClaim<'a> {
    RawClaim {
        id: table.id(report),
        says: table.text("says", report),
        by: table.text("by", report),
        kind: table.choice("kind", report),
        anchor: table.text("anchor", report),
        sentence: table.optional_text("sentence", report),
        leans_on: table.optional_text("leans-on", report),
        actor: table.optional_text("actor", report),
        target: table.optional_text("target", report),
        dated: table.optional_table("dated", "a date", report).map(|mut table| {
            let dated = RawDated {
                words: table.text("words", report),
                order: table.integer("order", report),
                basis: table.choice("basis", report),
                note: table.optional_text("note", report),
            };
            table.finish(report);
            dated
        }),
        facets: table
            .optional_table("facets", "the facets of a claim", report)
            .map_or_else(Vec::new, |table| table.pairs(report)),
    }
}
