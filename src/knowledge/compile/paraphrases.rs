//! Further ways of asking, given to the intents and gaps they are of.

use std::collections::BTreeMap;

use super::load::Folder;
use crate::knowledge::diagnostic::{Code, Diagnostic, Report};
use crate::knowledge::model::KnowledgeBase;
use crate::knowledge::nearest::nearest;

/// Gives every intent and gap its paraphrases; reports those of none, unless an error was reported that may be why.
pub(super) fn attach(folder: &Folder<'_>, knowledge: &mut KnowledgeBase, report: &mut Report) {
    let intents = knowledge.intents.iter_mut().map(|intent| (intent.id.as_str(), &mut intent.paraphrases));
    let gaps = knowledge.gaps.iter_mut().map(|gap| (gap.id.as_str(), &mut gap.paraphrases));
    let mut asked: BTreeMap<&str, &mut Vec<String>> = intents.chain(gaps).collect();
    let sound = report.errors() == 0;
    for (id, texts) in &folder.paraphrases {
        if let Some(paraphrases) = asked.get_mut(id.as_str()) {
            paraphrases.extend(texts.iter().map(|text| text.value.clone()));
            continue;
        }
        if !sound {
            continue;
        }
        let message = format!("no intent or gap has the id `{}`", id.value);
        let help = match nearest(id, asked.keys().copied()) {
            Some(known) => format!("did you mean `{known}`?"),
            None => {
                "paraphrases are listed under the id of an intent, or of a gap that is written in a topic".to_owned()
            }
        };
        report.push(Diagnostic::new(Code::UnknownId, &id.at, message).help(help));
    }
}
