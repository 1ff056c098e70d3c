//! Intents that a matcher cannot tell apart: found above, in `engine`, and reported where they stand.

use super::load;
use crate::knowledge::diagnostic::{Code, Diagnostic, Report};
use crate::knowledge::{Files, IntentIx, KnowledgeBase};

/// Reports pairs of intents that cannot be told apart, at their places in the files that the knowledge was compiled from.
pub fn inseparable(files: &Files, knowledge: &KnowledgeBase, pairs: &[(IntentIx, IntentIx)]) -> Vec<Diagnostic> {
    let mut report = Report::default();
    // What is wrong with the files was reported when they were compiled.
    let folder = load::folder(files, true, &mut Report::default());
    let ids = || folder.topics.iter().flat_map(|topic| &topic.intents).filter_map(|intent| intent.id.as_ref());
    for &(one, other) in pairs {
        let place = |intent: IntentIx| ids().find(|id| id.value == knowledge[intent].id);
        let (Some(first), Some(second)) = (place(one), place(other)) else { continue };
        let message = format!("the intents `{}` and `{}` cannot be told apart", first.value, second.value);
        report.push(
            Diagnostic::new(Code::CannotTellApart, &second.at, message)
                .label("half of its utterances are taken for the other's, and the other way about")
                .related(&first.at, "the other")
                .help("make one intent of the two, or utterances that show the difference"),
        );
    }
    report.finish(files)
}
