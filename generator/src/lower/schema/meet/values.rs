//! The values that two schemas list.

use crate::document::{SchemaObject, TypeName};
use crate::source::{Key, Node, Value};

use crate::lower::schema::kinds::Kinds;

/// Keywords that have one item for each value of an `enum`.
pub(super) const NAMES: [&str; 3] = ["x-enum-varnames", "x-enumNames", "x-enum-descriptions"];

/// What is left of `enum` and `const`.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) values: Option<Vec<Node>>,
    pub(super) constant: Option<Node>,
    /// [`NAMES`], for the values that are left; none where nothing is listed anew.
    pub(super) other: Option<Vec<(Key, Node)>>,
}

/// The values that both list, and that have one of `types`; none where there are none.
pub(super) fn meet(
    first: &SchemaObject,
    second: &SchemaObject,
    types: &[TypeName],
) -> Option<Values> {
    let (Some(one), Some(two)) = (listed(first), listed(second)) else {
        let Some(lister) = [first, second]
            .into_iter()
            .find(|one| listed(one).is_some())
        else {
            return Some(Values::default());
        };
        // What does not fit the type beside it in one schema is for who lowers it to say.
        let own = fitting(lister, &lister.types);
        let kept: Vec<usize> = (fitting(lister, types).into_iter())
            .chain((0..listed(lister)?.len()).filter(|index| !own.contains(index)))
            .collect();
        return of(lister, &sorted(kept));
    };
    let kept = (one.iter().enumerate())
        .filter(|(_, value)| two.iter().any(|other| is_equal(value, other)))
        .map(|(index, _)| index);
    let fitting = fitting(first, types);
    let kept: Vec<usize> = kept.filter(|index| fitting.contains(index)).collect();
    let mut values = of(first, &kept)?;
    if let (None, Some(constant)) = (&values.constant, &second.constant) {
        values.constant = Some(constant.clone());
        values.values = None;
    }
    Some(values)
}

fn sorted(mut indices: Vec<usize>) -> Vec<usize> {
    indices.sort_unstable();
    indices.dedup();
    indices
}

fn listed(object: &SchemaObject) -> Option<&[Node]> {
    match (&object.constant, &object.values) {
        (Some(constant), _) => Some(std::slice::from_ref(constant)),
        (None, Some(values)) => Some(values),
        (None, None) => None,
    }
}

/// Those of the values that have one of the types.
fn fitting(object: &SchemaObject, types: &[TypeName]) -> Vec<usize> {
    let kinds = Kinds::of_types(types);
    let values = listed(object).into_iter().flatten().enumerate();
    values
        .filter(|(_, value)| kinds.is_empty() || Kinds::of_value(value).is_within(kinds))
        .map(|(index, _)| index)
        .collect()
}

/// The schema's list without the rest; none where nothing is left.
fn of(object: &SchemaObject, kept: &[usize]) -> Option<Values> {
    if kept.is_empty() {
        return None;
    }
    if let Some(constant) = &object.constant {
        return Some(Values {
            constant: Some(constant.clone()),
            ..Values::default()
        });
    }
    let all = object.values.as_deref().unwrap_or_default();
    let pick = |items: &[Node]| -> Vec<Node> {
        kept.iter()
            .filter_map(|index| items.get(*index).cloned())
            .collect()
    };
    let names = object
        .other
        .iter()
        .filter(|(key, _)| NAMES.contains(&&*key.text));
    let names = names.map(|(key, node)| {
        let picked = if node.items().len() == all.len() {
            Node {
                value: Value::Array(pick(node.items()).into()),
                place: node.place,
            }
        } else {
            node.clone()
        };
        (key.clone(), picked)
    });
    Some(Values {
        values: Some(pick(all)),
        constant: None,
        other: Some(names.collect()),
    })
}

/// Whether both are the same value; numbers by what they are worth.
fn is_equal(one: &Node, two: &Node) -> bool {
    match (one.as_number(), two.as_number()) {
        (Some(one), Some(two)) => one.compare(two).is_eq(),
        _ => one == two,
    }
}
