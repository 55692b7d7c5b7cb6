//! `enum` and `const`.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::SchemaObject;
use crate::ir::{
    Called, Docs, IntegerEnum, Origin, Part, Rule, Rules, Shape, Step, StringEnum, Ty, Whence,
};
use crate::source::{Node, Value, pointer};

use super::Lowerer;
use super::define::{Scope, Slot, part_pointer};
use super::kinds::Kinds;

/// The values of an `enum`, by what can be made of them.
enum Values {
    Strings(Vec<String>),
    Integers(Vec<i64>),
    Booleans,
    Numbers,
    OnlyNull,
    Mixed,
}

impl Lowerer<'_> {
    pub(super) fn enumeration(
        &mut self,
        object: &SchemaObject,
        values: &[Node],
        scope: &Scope,
    ) -> Ty {
        let at = pointer::join(&object.at.pointer, "enum");
        let mut kept: Vec<&Node> = Vec::new();
        for value in values {
            if !fits_types(value, object) {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::EnumType,
                        value.place,
                        &at,
                        format!(
                            "{} does not fit the `type` beside this `enum`",
                            value.kind_name()
                        ),
                    )
                    .with_effect(Effect::Ignored("the value".to_owned())),
                );
            } else if kept.contains(&value) {
                self.diagnostics.push(Diagnostic::new(
                    Code::EnumDuplicate,
                    value.place,
                    &at,
                    "this value of the `enum` is there twice",
                ));
            } else {
                kept.push(value);
            }
        }
        let nullable = kept.iter().any(|value| value.is_null());
        kept.retain(|value| !value.is_null());
        let ty = match classify(&kept) {
            Values::OnlyNull if nullable => return Ty::Null,
            Values::OnlyNull => {
                return self.unsupported(Diagnostic::new(
                    Code::NeverValid,
                    object.at.place,
                    &at,
                    "no value is one of this `enum`",
                ));
            }
            Values::Strings(strings) => self.string_enum(object, strings, scope),
            Values::Integers(integers) => self.integer_enum(object, integers, scope),
            Values::Booleans if kept.len() == 1 => self.api.ruled(Ty::Bool, listed(&kept)),
            Values::Booleans => Ty::Bool,
            Values::Numbers => self.api.ruled(Ty::F64, listed(&kept)),
            Values::Mixed => {
                return self.unsupported(
                    Diagnostic::new(
                        Code::EnumMixed,
                        object.at.place,
                        &at,
                        "the values of this `enum` are of several kinds",
                    )
                    .with_help("use `anyOf` with one `enum` for each kind"),
                );
            }
        };
        if nullable { ty.or_null() } else { ty }
    }

    /// `const`: an `enum` of one value, where that can be said.
    pub(super) fn constant(&mut self, object: &SchemaObject, constant: &Node, scope: &Scope) -> Ty {
        match &constant.value {
            Value::Null => Ty::Null,
            Value::String(_) | Value::Number(_) | Value::Bool(_) => {
                self.enumeration(object, std::slice::from_ref(constant), scope)
            }
            Value::Array(_) | Value::Object(_) => self.unsupported(Diagnostic::new(
                Code::ConstShape,
                constant.place,
                pointer::join(&object.at.pointer, "const"),
                format!(
                    "a `const` that is {} is not supported",
                    constant.kind_name()
                ),
            )),
        }
    }

    fn string_enum(&mut self, object: &SchemaObject, values: Vec<String>, scope: &Scope) -> Ty {
        let id = match self.slot(object, scope) {
            Slot::Made(id) => return Ty::Named(id),
            Slot::Make(id) => id,
        };
        let parts = value_parts(object, &self.whence_of(id), &values);
        self.fill(
            id,
            Shape::StringEnum(StringEnum {
                values,
                open: false,
            }),
            parts,
        );
        Ty::Named(id)
    }

    fn integer_enum(&mut self, object: &SchemaObject, values: Vec<i64>, scope: &Scope) -> Ty {
        let id = match self.slot(object, scope) {
            Slot::Made(id) => return Ty::Named(id),
            Slot::Make(id) => id,
        };
        let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
        let parts = value_parts(object, &self.whence_of(id), &texts);
        self.fill(
            id,
            Shape::IntegerEnum(IntegerEnum {
                values,
                open: false,
            }),
            parts,
        );
        Ty::Named(id)
    }
}

/// That a value is one of these.
fn listed(values: &[&Node]) -> Rules {
    let texts = values.iter().map(|value| value.to_text());
    Rules::new([Rule::Enum(texts.collect())])
}

fn fits_types(value: &Node, object: &SchemaObject) -> bool {
    let types = Kinds::of_types(&object.types);
    types.is_empty() || Kinds::of_value(value).is_within(types)
}

fn classify(values: &[&Node]) -> Values {
    let Some(first) = values.first() else {
        return Values::OnlyNull;
    };
    let strings: Option<Vec<String>> = values
        .iter()
        .map(|value| value.as_str().map(str::to_owned))
        .collect();
    let numbers = values.iter().all(|value| value.as_number().is_some());
    let integers: Option<Vec<i64>> = values
        .iter()
        .map(|value| i64::try_from(value.as_number()?.as_i128()?).ok())
        .collect();
    match (strings, integers) {
        (Some(strings), _) => Values::Strings(strings),
        (_, Some(integers)) => Values::Integers(integers),
        _ if numbers => Values::Numbers,
        _ if first.as_bool().is_some() && values.iter().all(|value| value.as_bool().is_some()) => {
            Values::Booleans
        }
        _ => Values::Mixed,
    }
}

/// The parts are found again by their value, not by their index: a new first value renames nothing. `x-enum-varnames` and
/// `x-enumNames` say what they are called, `x-enum-descriptions` what they are: one for each item of the `enum`.
fn value_parts(object: &SchemaObject, owner: &Whence, values: &[String]) -> Vec<Part> {
    let nodes: &[Node] = match (&object.values, &object.constant) {
        (Some(nodes), _) => nodes,
        (None, Some(node)) => std::slice::from_ref(node),
        (None, None) => &[],
    };
    let beside = |names: &[&str]| {
        let found = (object.other.iter()).find(|(key, _)| names.contains(&&*key.text));
        let items = found.map(|(_, items)| items.items()).unwrap_or_default();
        if items.len() == nodes.len() {
            items
        } else {
            &[]
        }
    };
    let names = beside(&["x-enum-varnames", "x-enumNames"]);
    let descriptions = beside(&["x-enum-descriptions"]);
    let text = |items: &[Node], index: usize| {
        let text = items.get(index).and_then(Node::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let part = |value: &String| {
        let index = nodes
            .iter()
            .position(|node| text_of(node) == Some(value.clone()));
        let index = index.unwrap_or(usize::MAX);
        Part {
            origin: Origin {
                whence: owner.then(Step::Value(value.clone())),
                pointer: part_pointer(&object.at, "enum", value),
                place: nodes.get(index).map_or(object.at.place, |node| node.place),
                called: text(names, index).map_or(Called::ByPlace, Called::Like),
            },
            docs: Docs {
                description: text(descriptions, index),
                ..Docs::default()
            },
        }
    };
    values.iter().map(part).collect()
}

/// A value of an enum as the text that it goes by.
fn text_of(node: &Node) -> Option<String> {
    let integer = || Some(node.as_number()?.as_i128()?.to_string());
    node.as_str().map(str::to_owned).or_else(integer)
}
