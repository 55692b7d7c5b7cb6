//! `enum` and `const`.

use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document::{Schema, SchemaObject, TypeName};
use crate::ir::{
    Called, Docs, IntegerEnum, Origin, Part, Rule, Rules, Shape, Step, StringEnum, Ty, ValueEnum,
    Whence,
};
use crate::source::{Node, Value, pointer};

use super::Lowerer;
use super::define::{Scope, Slot, part_pointer};
use super::values::{Listed, Values, listed};

/// What the values of an `enum` are, together.
enum Form {
    Strings(Vec<String>),
    Integers(Vec<i64>),
    /// All that there are, or one of them.
    Booleans,
    /// All arrays, or all objects.
    Composed(TypeName),
    OnlyNull,
    Others,
}

impl Lowerer<'_> {
    /// `enum`, and `const`, which is an `enum` of one value.
    pub(super) fn enumeration(&mut self, object: &SchemaObject, scope: &Scope) -> Ty {
        let keyword = if object.constant.is_some() {
            "const"
        } else {
            "enum"
        };
        let at = pointer::join(&object.at.pointer, keyword);
        let values = listed(object).unwrap_or_default();
        self.say_values(object, &values, &at);
        let mut kept: Vec<Listed> = Vec::new();
        for one in values.listed {
            if kept.iter().any(|known| known.node == one.node) {
                self.diagnostics.push(Diagnostic::new(
                    Code::EnumDuplicate,
                    one.node.place,
                    &at,
                    "this value of the `enum` is there twice",
                ));
            } else {
                kept.push(one);
            }
        }
        let nullable = kept.iter().any(|one| one.node.is_null());
        kept.retain(|one| !one.node.is_null());
        let ty = match form(&kept) {
            Form::OnlyNull if nullable => return Ty::Null,
            Form::OnlyNull => {
                let said = Diagnostic::new(
                    Code::NeverValid,
                    object.at.place,
                    &at,
                    "no value is one of this `enum`",
                );
                return self.untyped(&Schema::from(object.clone()), said);
            }
            Form::Strings(values) => {
                let keys = values.clone();
                let shape = Shape::StringEnum(StringEnum {
                    values,
                    open: false,
                });
                self.enum_type(object, shape, &keys, &kept, scope)
            }
            Form::Integers(values) => {
                let keys: Vec<String> = values.iter().map(ToString::to_string).collect();
                let shape = Shape::IntegerEnum(IntegerEnum {
                    values,
                    open: false,
                });
                self.enum_type(object, shape, &keys, &kept, scope)
            }
            Form::Others => {
                let values: Vec<String> = kept.iter().map(|one| one.node.to_text()).collect();
                let keys = values.clone();
                let shape = Shape::ValueEnum(ValueEnum { values });
                self.enum_type(object, shape, &keys, &kept, scope)
            }
            Form::Booleans if kept.len() > 1 => Ty::Bool,
            Form::Booleans => {
                let rules = one_of(&kept, nullable);
                self.keeping(object, Ty::Bool, rules)
            }
            Form::Composed(name) => {
                let mut typed = object.clone();
                (typed.values, typed.constant) = (None, None);
                typed.types = vec![name];
                let ty = self.of_type(&typed, name, scope);
                let rules = one_of(&kept, nullable);
                self.keeping(object, ty, rules)
            }
        };
        if nullable { ty.or_null() } else { ty }
    }

    /// Says what is not as it is written.
    fn say_values(&mut self, object: &SchemaObject, values: &Values, at: &str) {
        let said = |node: &Node, kind: &str, effect: Effect| {
            let message = format!("{kind} does not fit the `type` beside this `enum`");
            Diagnostic::new(Code::EnumType, node.place, at, message).with_effect(effect)
        };
        for one in &values.listed {
            if let Some(kind) = one.written {
                let effect = Effect::Assumed(format!("`{}`", one.node.to_text()));
                self.diagnostics.push(said(&one.node, kind, effect));
            }
        }
        for node in &values.dropped {
            let effect = Effect::Ignored("the value".to_owned());
            self.diagnostics.push(said(node, node.kind_name(), effect));
        }
        if values.is_type_wrong {
            let message = "no value of this `enum` fits the `type` beside it";
            self.diagnostics.push(
                Diagnostic::new(Code::EnumType, object.at.place, at, message)
                    .with_effect(Effect::Assumed("the type of the values".to_owned())),
            );
        }
    }

    fn enum_type(
        &mut self,
        object: &SchemaObject,
        shape: Shape,
        keys: &[String],
        values: &[Listed],
        scope: &Scope,
    ) -> Ty {
        let id = match self.slot(object, scope) {
            Slot::Made(id) => return Ty::Named(id),
            Slot::Make(id) => id,
        };
        let parts = value_parts(object, &self.whence_of(id), keys, values);
        self.fill(id, shape, parts);
        Ty::Named(id)
    }
}

/// The rule that a value is one of those.
fn one_of(values: &[Listed], nullable: bool) -> Rules {
    let values = values.iter().map(|one| one.node.to_text());
    let null = nullable.then(|| "null".to_owned());
    Rules::new([Rule::Enum(values.chain(null).collect())])
}

fn form(values: &[Listed]) -> Form {
    let all = |is: fn(&Node) -> bool| values.iter().all(|one| is(&one.node));
    if values.is_empty() {
        return Form::OnlyNull;
    }
    let strings: Option<Vec<String>> = (values.iter())
        .map(|one| one.node.as_str().map(str::to_owned))
        .collect();
    let integers: Option<Vec<i64>> = (values.iter())
        .map(|one| i64::try_from(one.node.as_number()?.as_i128()?).ok())
        .collect();
    match (strings, integers) {
        (Some(strings), _) => Form::Strings(strings),
        (_, Some(integers)) => Form::Integers(integers),
        _ if all(|node| matches!(node.value, Value::Bool(_))) => Form::Booleans,
        _ if all(Node::is_array) => Form::Composed(TypeName::Array),
        _ if all(Node::is_object) => Form::Composed(TypeName::Object),
        _ => Form::Others,
    }
}

/// The parts are found again by their value, not by their index: a new first value renames nothing. `x-enum-varnames` and
/// `x-enumNames` say what they are called, `x-enum-descriptions` what they are: one for each item of the `enum`.
fn value_parts(
    object: &SchemaObject,
    owner: &Whence,
    keys: &[String],
    values: &[Listed],
) -> Vec<Part> {
    let count = object.values.as_ref().map_or(1, Vec::len);
    let beside = |names: &[&str]| {
        let found = (object.other.iter()).find(|(key, _)| names.contains(&&*key.text));
        let items = found.map(|(_, items)| items.items()).unwrap_or_default();
        if items.len() == count { items } else { &[] }
    };
    let names = beside(&["x-enum-varnames", "x-enumNames"]);
    let descriptions = beside(&["x-enum-descriptions"]);
    let text = |items: &[Node], index: usize| {
        let text = items.get(index).and_then(Node::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let part = |(key, one): (&String, &Listed)| {
        // A text is called as it reads, not with its quotes.
        let plain = one.node.as_str().filter(|text| *text != key);
        let called = text(names, one.index).or_else(|| plain.map(str::to_owned));
        Part {
            origin: Origin {
                whence: owner.then(Step::Value(key.clone())),
                pointer: part_pointer(&object.at, "enum", key),
                place: one.node.place,
                called: called.map_or(Called::ByPlace, Called::Like),
            },
            docs: Docs {
                description: text(descriptions, one.index),
                ..Docs::default()
            },
        }
    };
    keys.iter().zip(values).map(part).collect()
}

/// A value as the text of JSON that an enum of values lists.
pub(super) fn value_text(node: &Node) -> Option<String> {
    (!node.is_null()).then(|| node.to_text())
}
