//! Which operations of the document are emitted: `include` and `exclude`.

use crate::config::{Config, Filter, Spanned};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, Operation};
use crate::report::Excluded;

/// Takes what is not included or is excluded out of the document, and says which entries do nothing.
pub(super) fn apply(
    document: &mut Document,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Vec<Excluded> {
    if config.include.is_none() && config.exclude.is_none() {
        return Vec::new();
    }
    let mut used: Vec<&Spanned<String>> = Vec::new();
    let mut excluded = Vec::new();
    document.retain(|path, route, operation| {
        let kept = is_kept(config, path, operation, &mut used);
        if !kept {
            excluded.push(Excluded {
                method: route.method.as_str().to_owned(),
                path: path.to_owned(),
                place: operation.map_or(route.at.place, |operation| operation.at.place),
            });
        }
        kept
    });
    for entry in entries(config).filter(|entry| !used.contains(entry)) {
        let message = format!(
            "no operation has the tag, path or operationId `{}`",
            entry.value
        );
        diagnostics.push(Diagnostic::new(
            Code::ConfigUnused,
            config.place(entry.span),
            "#",
            message,
        ));
    }
    excluded
}

/// Whether an operation is included and not excluded; notes the entries that it is one of. Of one that cannot be read
/// the path is known at least.
fn is_kept<'c>(
    config: &'c Config,
    path: &str,
    operation: Option<&Operation>,
    used: &mut Vec<&'c Spanned<String>>,
) -> bool {
    let tags = operation.map_or(&[][..], |operation| &operation.tags);
    let id = operation.and_then(|operation| operation.operation_id.as_ref());
    let id = id.map(|(id, _)| id.as_str());
    let mut matches = |filter: &'c Option<Filter>, otherwise: bool| {
        let Some(filter) = filter else {
            return otherwise;
        };
        let before = used.len();
        used.extend(filter.matching(tags, path, id));
        used.len() > before
    };
    matches(&config.include, true) && !matches(&config.exclude, false)
}

fn entries(config: &Config) -> impl Iterator<Item = &Spanned<String>> {
    config
        .include
        .iter()
        .chain(&config.exclude)
        .flat_map(Filter::entries)
}
