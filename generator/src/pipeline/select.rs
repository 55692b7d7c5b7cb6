//! Which operations of the document are emitted: `include` and `exclude`.

use crate::config::{Config, Filter, Spanned};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{self, At, Document, PathItem};
use crate::report::Excluded;
use crate::source::{FileId, Resolved, Sources};

/// How many path items may refer to each other.
const LONGEST_CHAIN: usize = 32;

/// How many operations the document has, those of referenced path items included.
pub(super) fn count(sources: &Sources, document: &Document) -> usize {
    let of_path = |item: &PathItem| {
        let mut methods: Vec<String> = Vec::new();
        for item in std::iter::once(item.clone()).chain(elsewhere(sources, document, item)) {
            let written = item
                .operations
                .keys()
                .map(|method| method.as_str().to_owned());
            let other = item.other_methods.iter().map(|(name, _)| name.clone());
            for method in written.chain(other) {
                if !methods.contains(&method) {
                    methods.push(method);
                }
            }
        }
        methods.len()
    };
    document.paths.values().map(of_path).sum()
}

/// The path items that one refers to, from one to the next.
fn elsewhere(sources: &Sources, document: &Document, item: &PathItem) -> Vec<PathItem> {
    let mut found = Vec::new();
    let mut next = item.reference.clone();
    while let Some((target, at)) = next.take() {
        let Ok(resolved) = sources.resolve(at.place.file, &target) else {
            break;
        };
        let at = At {
            place: resolved.node.place,
            pointer: pointer_in(sources, &resolved),
        };
        // What is wrong with it is said when it is lowered.
        let mut said = Diagnostics::new();
        let Some(item) = document::read_path_item(resolved.node, at, document.version, &mut said)
        else {
            break;
        };
        next.clone_from(&item.reference);
        found.push(item);
        if found.len() >= LONGEST_CHAIN {
            break;
        }
    }
    found
}

fn pointer_in(sources: &Sources, resolved: &Resolved<'_>) -> String {
    match resolved.file {
        FileId(0) => resolved.pointer.clone(),
        file => format!("{}{}", sources.name_from_root(file), resolved.pointer),
    }
}

/// Takes what is not included or is excluded out of the document, and says which entries do nothing.
pub(super) fn apply(
    sources: &Sources,
    document: &mut Document,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Vec<Excluded> {
    if config.include.is_none() && config.exclude.is_none() {
        return Vec::new();
    }
    let mut used: Vec<&Spanned<String>> = Vec::new();
    let mut excluded = Vec::new();
    let items: Vec<Vec<PathItem>> = document
        .paths
        .values()
        .map(|item| elsewhere(sources, document, item))
        .collect();
    for ((path, item), elsewhere) in document.paths.iter_mut().zip(items) {
        for other in elsewhere {
            for (method, operation) in other.operations {
                item.operations.entry(method).or_insert(operation);
            }
        }
        item.operations.retain(|method, operation| {
            let id = operation.operation_id.as_ref().map(|(id, _)| id.as_str());
            let matches = |filter: &Option<Filter>, otherwise: bool, used: &mut Vec<_>| {
                let Some(filter) = filter else {
                    return otherwise;
                };
                let before = used.len();
                for entry in filter.matching(&operation.tags, path, id) {
                    used.push(entry.span);
                }
                used.len() > before
            };
            let mut spans = Vec::new();
            let kept = matches(&config.include, true, &mut spans)
                && !matches(&config.exclude, false, &mut spans);
            used.extend(entries(config).filter(|entry| spans.contains(&entry.span)));
            if !kept {
                let (method, path) = (method.as_str().to_owned(), path.clone());
                excluded.push(Excluded {
                    method,
                    path,
                    place: operation.at.place,
                });
            }
            kept
        });
    }
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

fn entries(config: &Config) -> impl Iterator<Item = &Spanned<String>> {
    config
        .include
        .iter()
        .chain(&config.exclude)
        .flat_map(Filter::entries)
}
