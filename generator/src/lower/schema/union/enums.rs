//! Alternatives that are enums: several are one, and one beside any other string or integer is open.

use super::Lowerer;
use super::choice::{Choice, Outcome};
use super::undecided::Undecided;
use crate::ir::{
    Called, Docs, Int, IntegerEnum, Origin, Part, Shape, Step, StringEnum, Ty, TypeDef, Whence,
};
use crate::source::pointer;

/// What an alternative is to an enum of one kind.
enum Share<'a> {
    /// An enum of that kind.
    Enum(&'a TypeDef),
    /// All values of the kind.
    Any,
    /// Something else.
    None,
}

/// Values of one kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Strings,
    Integers,
}

impl Lowerer<'_> {
    /// An enum, where all choices are values of one kind; else the choices, of which those that list their values without
    /// a name are one.
    pub(super) fn enums(&mut self, union: &Undecided, choices: Vec<Choice>) -> Outcome {
        if choices.len() > 1 {
            for of in [Of::Strings, Of::Integers] {
                if let Some((shape, parts)) = self.one_enum(union, &choices, of) {
                    return Outcome::Shape(shape, parts);
                }
            }
        }
        let choices = self.inline(choices, Of::Strings);
        Outcome::Choices(self.inline(choices, Of::Integers))
    }

    /// The enum of all choices, if each is an enum of that kind, or all values of it.
    fn one_enum(
        &self,
        union: &Undecided,
        choices: &[Choice],
        of: Of,
    ) -> Option<(Shape, Vec<Part>)> {
        let mut open = false;
        let mut enums = Vec::new();
        for choice in choices {
            match self.share(&choice.ty, of) {
                Share::Enum(def) => enums.push(def),
                Share::Any => open = true,
                Share::None => return None,
            }
        }
        if enums.is_empty() {
            return None;
        }
        let owner = self.whence_of(union.id);
        Some(joined(&enums, &owner, &union.pointer, open))
    }

    /// Makes those choices one that list values without having a name.
    fn inline(&mut self, mut choices: Vec<Choice>, of: Of) -> Vec<Choice> {
        let is_inline = |choice: &Choice| match self.share(&choice.ty, of) {
            Share::Enum(def) => def.is_anonymous(),
            _ => false,
        };
        let places: Vec<usize> = (choices.iter().enumerate())
            .filter(|(_, choice)| is_inline(choice))
            .map(|(place, _)| place)
            .collect();
        let [first, _, ..] = places.as_slice() else {
            return choices;
        };
        // It stands where the first one did, and so is called, if it was there alone before.
        let Some(Ty::Named(id)) =
            (choices.get(*first)).map(|one| self.api.resolve(&one.ty).non_null())
        else {
            return choices;
        };
        let (id, whence) = (*id, self.whence_of(*id));
        let pointer =
            (self.api.type_def(id)).map_or_else(String::new, |def| def.origin.pointer.clone());
        let enums: Vec<&TypeDef> = (places.iter())
            .filter_map(|place| match self.share(&choices.get(*place)?.ty, of) {
                Share::Enum(def) => Some(def),
                _ => None,
            })
            .collect();
        let (shape, parts) = joined(&enums, &whence, &pointer, false);
        self.fill(id, shape, parts);
        if let Some(def) = self.api.types.get_mut(id.index()) {
            def.docs = Docs::default();
            def.origin.called = Called::ByPlace;
        }
        if let Some(choice) = choices.get_mut(*first) {
            choice.ty = Ty::Named(id);
            choice.part.origin.called = Called::ByPlace;
            choice.part.docs = Docs::default();
        }
        let mut place = 0;
        choices.retain(|_| {
            let is_later = places.iter().skip(1).any(|later| *later == place);
            place += 1;
            !is_later
        });
        choices
    }

    fn share(&self, ty: &Ty, of: Of) -> Share<'_> {
        // An enum has the values that it names, and no rules beside them.
        if !self.api.use_rules(ty).is_empty() {
            return Share::None;
        }
        match (self.api.resolve(ty).non_null(), of) {
            (Ty::String, Of::Strings) => Share::Any,
            // The other values of an enum of integers have 64 bits.
            (Ty::Int(int), Of::Integers) if *int != Int::U64 => Share::Any,
            (Ty::Named(id), of) => match (self.api.type_def(*id), of) {
                (Some(def), Of::Strings) if matches!(def.shape, Shape::StringEnum(_)) => {
                    Share::Enum(def)
                }
                (Some(def), Of::Integers) if matches!(def.shape, Shape::IntegerEnum(_)) => {
                    Share::Enum(def)
                }
                _ => Share::None,
            },
            _ => Share::None,
        }
    }
}

/// The enum of the values of several, each of them once, with what is written about it.
fn joined(enums: &[&TypeDef], owner: &Whence, at: &str, open: bool) -> (Shape, Vec<Part>) {
    let mut parts: Vec<Part> = Vec::new();
    let (mut strings, mut integers) = (Vec::new(), Vec::new());
    let mut open = open;
    for def in enums {
        let values: Vec<String> = match &def.shape {
            Shape::StringEnum(shape) => {
                open |= shape.open;
                shape.values.clone()
            }
            Shape::IntegerEnum(shape) => {
                open |= shape.open;
                shape.values.iter().map(ToString::to_string).collect()
            }
            _ => Vec::new(),
        };
        let is_alone = values.len() == 1;
        for (index, (value, part)) in values.into_iter().zip(&def.parts).enumerate() {
            let whence = owner.then(Step::Value(value.clone()));
            if parts.iter().any(|part| part.origin.whence == whence) {
                continue;
            }
            match &def.shape {
                Shape::IntegerEnum(shape) => integers.extend(shape.values.get(index)),
                _ => strings.push(value.clone()),
            }
            parts.push(value_part(def, part, whence, at, &value, is_alone));
        }
    }
    let shape = if integers.is_empty() {
        Shape::StringEnum(StringEnum {
            values: strings,
            open,
        })
    } else {
        Shape::IntegerEnum(IntegerEnum {
            values: integers,
            open,
        })
    };
    (shape, parts)
}

/// A value as a part of the whole. What is written about a schema that allows one value is about that value: its title
/// names an integer, which has no name.
fn value_part(
    def: &TypeDef,
    part: &Part,
    whence: Whence,
    at: &str,
    value: &str,
    is_alone: bool,
) -> Part {
    let mut called = part.origin.called.clone();
    let mut docs = part.docs.clone();
    if is_alone {
        docs.description = docs.description.or_else(|| def.docs.description.clone());
        docs.title = docs.title.or_else(|| def.docs.title.clone());
        docs.deprecated |= def.docs.deprecated;
        if let (Called::ByPlace, Shape::IntegerEnum(_), Some(title)) =
            (&called, &def.shape, &def.docs.title)
        {
            called = Called::Like(title.clone());
        }
    }
    Part {
        origin: Origin {
            whence,
            pointer: pointer::join(&pointer::join(at, "enum"), value),
            place: part.origin.place,
            called,
        },
        docs,
    }
}
