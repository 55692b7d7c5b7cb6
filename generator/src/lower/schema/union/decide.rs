//! The end of a union: what its variants come to, and how they are told apart. All its types are finished.

use std::collections::{HashMap, HashSet};

use super::choice::{Choice, Outcome};
use super::facts::Finder;
use super::undecided::Undecided;
use super::{Lowerer, circles, merge, strategy, whole};
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::ir::{Api, Constant, Kind, Select, Shape, Step, Ty, TypeId, Union, Variant};
use crate::source::pointer;

impl Lowerer<'_> {
    /// Decides the unions of a batch, those that are variants of others first.
    pub(in crate::lower::schema) fn decide_unions(&mut self) {
        let mut left: HashMap<TypeId, Undecided> = HashMap::new();
        let mut ids = Vec::new();
        for union in std::mem::take(&mut self.unions.undecided) {
            ids.push(union.id);
            left.insert(union.id, union);
        }
        for id in in_order(&self.api, &ids) {
            if let Some(union) = left.remove(&id) {
                self.decide(&union, &left);
            }
        }
    }

    fn decide(&mut self, union: &Undecided, others: &HashMap<TypeId, Undecided>) {
        let choices = self.choices(union, others);
        let (choices, merged) = merge::without_doubled(&self.api, choices);
        if merged && union.keyword == "oneOf" {
            self.say_merged(union);
        }
        let outcome = if whole::is_any_json(&self.api, union, &choices) {
            self.schemas.unset_nullable(union.id);
            Outcome::Ty(Ty::Json)
        } else {
            self.enums(union, choices)
        };
        match outcome {
            Outcome::Ty(ty) => self.become_ty(union.id, ty),
            Outcome::Shape(shape, parts) => self.fill(union.id, shape, parts),
            Outcome::Choices(choices) => self.tell_apart(union, choices),
        }
    }

    fn choices(&mut self, union: &Undecided, others: &HashMap<TypeId, Undecided>) -> Vec<Choice> {
        let alternatives = circles::without(&self.api, union, others);
        let mut finder = Finder::new(&self.api, &self.schemas, &mut self.unions.memo);
        let choices = alternatives.into_iter().map(|(ty, part, said)| {
            let facts = finder.facts(&ty);
            // The document may know more than the type does: a type of the user's for a format of strings.
            let known = facts.kinds.without_null();
            let kinds = known.common(said.kinds);
            Choice {
                kinds: if kinds.is_empty() { known } else { kinds },
                is_string_enum: is_string_enum(&self.api, &ty),
                breadth: strategy::breadth(&self.api, &ty),
                facts,
                ty,
                part,
                said,
            }
        });
        choices.collect()
    }

    /// The union is another name for `ty`; one without a name is that type. What it demands, `ty` demands then.
    fn become_ty(&mut self, id: TypeId, ty: Ty) {
        let Some(def) = self.api.types.get_mut(id.index()) else {
            return;
        };
        let (is_anonymous, rules) = (def.is_anonymous(), def.rules.take());
        let rules = self.api.own_rules(rules);
        let ty = self.api.ruled(ty.into_non_null(), rules);
        let settled = self.settled(&ty);
        let mut holds_itself = false;
        settled.for_each_named(&mut |named| holds_itself |= named == id);
        if is_anonymous && !holds_itself {
            self.schemas.replace(id, settled);
            self.fill(id, Shape::Alias(ty), Vec::new());
        } else {
            self.fill_alias(id, ty);
        }
    }

    fn tell_apart(&mut self, union: &Undecided, choices: Vec<Choice>) {
        match choices.as_slice() {
            // Each of them is the union itself.
            [] => return self.refuse_endless(union.id),
            [only] if !union.is_base() => return self.become_ty(union.id, only.ty.clone()),
            _ => {}
        }
        let select = strategy::decide(union, &choices);
        self.say_tried(union, &choices, &select);
        let tag = union.tag.as_deref().filter(|_| union.is_own_tag);
        if let Some(tag) = tag.filter(|tag| !select.tags().contains(tag)) {
            self.say_no_tag(union, tag);
        }
        let open = is_open(union, &choices);
        let (variants, parts) = choices
            .into_iter()
            .map(|choice| (Variant { ty: choice.ty }, choice.part))
            .unzip();
        let shape = Union {
            variants,
            select,
            open,
        };
        self.fill(union.id, Shape::Union(shape), parts);
    }

    /// Two alternatives are one: by the letter of `oneOf`, no value is of both.
    fn say_merged(&mut self, union: &Undecided) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::AlternativesMerged,
                union.place,
                union.list(),
                "alternatives of this `oneOf` take the same values, and are taken for one",
            )
            .with_effect(Effect::NotChecked("oneOf".to_owned())),
        );
    }

    fn say_no_tag(&mut self, union: &Undecided, tag: &str) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::TagUnusable,
                union.place,
                pointer::join(&union.pointer, "discriminator"),
                format!(
                    "`{tag}` does not tell the variants of this `{}` apart",
                    union.keyword
                ),
            )
            .with_effect(Effect::Ignored("discriminator".to_owned())),
        );
    }

    fn say_tried(&mut self, union: &Undecided, choices: &[Choice], select: &Select) {
        let Some((one, two)) = strategy::left_open(select, choices) else {
            return;
        };
        let name = |place: usize| (choices.get(place)).map_or_else(String::new, called);
        let mut said = Diagnostic::new(
            Code::VariantsTried,
            union.place,
            union.list(),
            format!(
                "nothing tells the variants of this `{}` apart: they are tried one after the other",
                union.keyword
            ),
        )
        .with_label(format!(
            "variants {one} ({}) and {two} ({})",
            name(one),
            name(two)
        ))
        .with_help("add a `discriminator`, or a required member that is a `const` of each");
        for place in [one, two] {
            if let Some(choice) = choices.get(place) {
                let at = choice.part.origin.place;
                said = said.with_note(at, format!("variant {place}"));
            }
        }
        self.diagnostics.push(said);
    }
}

/// Whether variants are told apart by a text or an integer that a member of theirs is: there may come to be others. One
/// more variant never ends that, so that a client's variant for those that it does not know stays.
fn is_open(union: &Undecided, choices: &[Choice]) -> bool {
    let objects = choices.iter().filter(|one| one.kinds.has(Kind::Object));
    let mut listed: HashMap<&str, &[Constant]> = HashMap::new();
    let mut open = union.is_base() || (union.tag.is_some() && objects.clone().count() > 1);
    for choice in objects {
        for (name, fact) in &choice.facts.members {
            let Some(constants) = fact.constants.as_deref() else {
                continue;
            };
            let has_more = !constants.iter().any(|one| matches!(one, Constant::Bool(_)));
            let known = *listed.entry(name).or_insert(constants);
            open |= has_more && known != constants;
        }
    }
    open
}

fn is_string_enum(api: &Api, ty: &Ty) -> bool {
    let Ty::Named(id) = api.resolve(ty).non_null() else {
        return false;
    };
    let shape = api.type_def(*id).map(|def| &def.shape);
    matches!(shape, Some(Shape::StringEnum(_)))
}

/// The unions, each behind those that are its variants. Of a circle, one is without another.
fn in_order(api: &Api, ids: &[TypeId]) -> Vec<TypeId> {
    let unions: HashSet<TypeId> = ids.iter().copied().collect();
    let mut seen = HashSet::new();
    let mut ordered = Vec::new();
    for first in ids {
        // A list, not recursion: a document may nest as deeply as it likes.
        let mut waiting = vec![(*first, false)];
        while let Some((id, is_done)) = waiting.pop() {
            if is_done {
                ordered.push(id);
            } else if unions.contains(&id) && seen.insert(id) {
                waiting.push((id, true));
                let inner = circles::inner(api, id).into_iter().rev();
                waiting.extend(inner.map(|inner| (inner, false)));
            }
        }
    }
    ordered
}

/// What an alternative is called in messages.
fn called(choice: &Choice) -> String {
    let text = choice.part.origin.text();
    match choice.part.step() {
        Some(Step::Variant { of, .. }) if text.is_empty() => of.to_string(),
        _ => text.to_owned(),
    }
}
