//! The stages by name, for whoever wants to know how far a question has come. What a stage takes is measured outside: the
//! matcher has no clock.

/// A stage of understanding a message, in the order they are done. All but the first are done once a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The message is cut into questions.
    Segment,
    /// Words are folded, corrected and stemmed.
    Words,
    /// Names are linked to entities.
    Entities,
    /// The sort of answer wanted is read, and who does what to whom.
    Shape,
    /// Every topic, facet, intent and gap has its score by the linear model.
    Topic,
    /// The best are aligned, and what their evidence leaves uncovered is known.
    Evidence,
    /// What answers, or what to say instead, is decided.
    Decide,
}

impl Stage {
    /// All, in order.
    pub const ALL: [Self; 7] =
        [Self::Segment, Self::Words, Self::Entities, Self::Shape, Self::Topic, Self::Evidence, Self::Decide];

    /// In one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Segment => "segment",
            Self::Words => "words",
            Self::Entities => "entities",
            Self::Shape => "shape",
            Self::Topic => "topic",
            Self::Evidence => "evidence",
            Self::Decide => "decide",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{DEFAULT_BRIEFING, Files, compile};
    use crate::matching::Matcher;

    #[test]
    fn every_stage_is_told_in_order_and_changes_nothing() {
        let knowledge = compile(&Files::shipped(DEFAULT_BRIEFING).unwrap()).unwrap().knowledge;
        let matcher = Matcher::train(&knowledge);
        let mut told = Vec::new();
        let asked = "Where is it? Who wrote it?";
        let parts = matcher.understand_in_stages(&knowledge, asked, |stage| told.push(stage));
        assert_eq!(parts, matcher.understand(&knowledge, asked));
        let (message, questions) = told.split_at(1);
        assert_eq!(message, &Stage::ALL[..1]);
        // What a question leans on is analysed too, before it is scored.
        for question in questions.split_inclusive(|stage| *stage == Stage::Decide) {
            let mut stages = question.to_vec();
            stages.dedup();
            assert!(stages.starts_with(&Stage::ALL[1..4]) && stages.ends_with(&Stage::ALL[4..]), "{stages:?}");
        }
    }
}
