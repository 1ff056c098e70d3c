//! Which ids are defined, and what a reference to one stands for.

use std::collections::{BTreeMap, BTreeSet};

use super::load::Folder;
use crate::knowledge::diagnostic::{At, Code, Diagnostic, Report};
use crate::knowledge::nearest::nearest;
use crate::knowledge::raw::Text;

/// The ids of one sort of thing, each with its place among them.
pub(super) struct Ids<'f> {
    /// "claim"
    what: &'static str,
    places: BTreeMap<&'f str, usize>,
    /// Ids that are defined where not everything could be read.
    unread: &'f BTreeSet<String>,
    /// A file that defines such ids could not be read at all.
    open: bool,
}

impl Ids<'_> {
    /// The place of what the id stands for; an unknown one is reported.
    pub(super) fn resolve(&self, id: &Text<'_>, report: &mut Report) -> Option<usize> {
        let place = self.places.get(id.as_str()).copied();
        if place.is_none() && !self.open && !self.unread.contains(&id.value) {
            let message = format!("no {} has the id `{}`", self.what, id.value);
            let help = match nearest(id, self.places.keys().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("define the {} `{}`, or name another", self.what, id.value),
            };
            report.push(Diagnostic::new(Code::UnknownId, &id.at, message).help(help));
        }
        place
    }

    /// The places of what the ids stand for, those left out that are unknown.
    pub(super) fn resolve_all<T>(&self, ids: &[Text<'_>], index: impl Fn(usize) -> T, report: &mut Report) -> Vec<T> {
        ids.iter().filter_map(|id| self.resolve(id, report)).map(index).collect()
    }

    /// The place of what the id stands for, or probably stands for.
    pub(super) fn guess(&self, id: &str) -> Option<usize> {
        self.places.get(id).or_else(|| self.places.get(nearest(id, self.places.keys().copied())?)).copied()
    }
}

/// The ids that others refer to.
pub(super) struct Names<'f> {
    pub(super) claims: Ids<'f>,
    pub(super) intents: Ids<'f>,
    pub(super) entities: Ids<'f>,
}

impl<'f> Names<'f> {
    /// Collects all ids. Claims, entities (absent ones among them), and intents together with gaps, have each their own.
    pub(super) fn collect(folder: &'f Folder<'_>, report: &mut Report) -> Self {
        let unread = &folder.unread;
        let ids = |what, places, open| Ids { what, places, unread: &unread.ids, open };
        let claims = folder.topics.iter().flat_map(|topic| &topic.claims).map(|claim| claim.id.as_ref());
        let intents = folder.topics.iter().flat_map(|topic| &topic.intents).map(|intent| intent.id.as_ref());
        let gaps = folder.topics.iter().flat_map(|topic| &topic.gaps).map(|gap| gap.id.as_ref());
        let entities = folder.entities.iter().map(|entity| entity.id.as_ref());
        let mut asked = BTreeMap::new();
        let names = Self {
            claims: ids("claim", define("claim", claims, &mut BTreeMap::new(), report), false),
            intents: ids("intent", define("intent or gap", intents, &mut asked, report), false),
            entities: ids("entity", define("entity", entities, &mut BTreeMap::new(), report), unread.entities),
        };
        define("intent or gap", gaps, &mut asked, report);
        names
    }
}

fn define<'f, 'a: 'f>(
    what: &str,
    ids: impl Iterator<Item = Option<&'f Text<'a>>>,
    seen: &mut BTreeMap<&'f str, &'f At<'a>>,
    report: &mut Report,
) -> BTreeMap<&'f str, usize> {
    let mut places = BTreeMap::new();
    for (place, id) in ids.enumerate() {
        let Some(id) = id else { continue };
        if let Some(first) = seen.get(id.as_str()) {
            report.push(
                Diagnostic::new(Code::DuplicateId, &id.at, format!("the {what} `{}` is defined twice", id.value))
                    .label("defined again here")
                    .related(first, "first defined here")
                    .help("give one of them another id"),
            );
        } else {
            seen.insert(id, &id.at);
            places.insert(id.as_str(), place);
        }
    }
    places
}
