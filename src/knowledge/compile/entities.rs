//! Entities, and the parties that the document never mentions.

use std::collections::BTreeMap;

use super::ids::Names;
use super::load::Folder;
use crate::knowledge::diagnostic::{Code, Diagnostic, Report};
use crate::knowledge::model::{ClaimIx, Entity};
use crate::knowledge::raw::{RawEntity, Text};
use crate::knowledge::words::key;

/// Resolves all entities; those that are not complete have been reported.
pub(super) fn resolve(folder: &Folder<'_>, names: &Names<'_>, report: &mut Report) -> Vec<Option<Entity>> {
    check_aliases(&folder.entities, report);
    folder
        .entities
        .iter()
        .map(|raw| {
            let claim = raw.claim.as_ref().and_then(|id| names.claims.resolve(id, report)).map(ClaimIx);
            Some(Entity {
                id: raw.id.as_ref()?.value.clone(),
                kind: if raw.absent { None } else { Some(raw.kind.as_ref()?.value) },
                name: raw.name.as_ref()?.value.clone(),
                role: if raw.absent { String::new() } else { raw.role.as_ref()?.value.clone() },
                aliases: raw.aliases.iter().map(|alias| alias.value.clone()).collect(),
                claim,
            })
        })
        .collect()
}

/// A name or an alias means one entity: with two, a reader would be told of either.
fn check_aliases(entities: &[RawEntity<'_>], report: &mut Report) {
    let mut seen: BTreeMap<String, (usize, &Text<'_>)> = BTreeMap::new();
    for (place, entity) in entities.iter().enumerate() {
        for alias in entity.name.iter().chain(&entity.aliases) {
            let key = key(alias);
            if key.is_empty() {
                report.push(
                    Diagnostic::new(Code::EmptyText, &alias.at, "this name holds no word")
                        .help("write it in letters or digits, or take it out"),
                );
                continue;
            }
            let (owner, first) = *seen.entry(key).or_insert((place, alias));
            if owner != place {
                let name = |place: usize| entities[place].name.as_ref().map_or("another", |name| name.value.as_str());
                let message = format!("`{}` would mean {} and {}", alias.value, name(owner), name(place));
                report.push(
                    Diagnostic::new(Code::SharedAlias, &alias.at, message)
                        .related(&first.at, "it stands here already")
                        .help("leave it to the one that readers mean by it"),
                );
            }
        }
    }
}
