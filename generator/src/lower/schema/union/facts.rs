//! What is known of the values of a finished type: what strategies go by.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use indexmap::IndexMap;

use super::Kinds;
use crate::ir::{
    Additional, Api, Constant, Kind, Member, Presence, Rule, Select, Shape, Ty, TypeId, Union,
};
use crate::lower::schema::State;
use crate::source::Number;

/// How many unions in unions are looked through.
const MAX_STEPS: usize = 32;

/// What is known of the values of a type.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Facts {
    /// The kinds of its values.
    pub(super) kinds: Kinds,
    /// Its values without null, where it lists them.
    pub(super) constants: Option<Vec<Constant>>,
    /// The members of its objects, where it names any.
    pub(super) members: IndexMap<String, Fact>,
    /// Whether its objects have these members alone.
    pub(super) closed: bool,
    /// Whether nothing is known of its objects: a map, any JSON, a type of the user's.
    pub(super) free: bool,
    /// Whether a client takes unknown values for values of it.
    pub(super) open: bool,
}

/// What is known of a member.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact {
    /// Whether it must be there, where it is carried.
    pub(super) required: bool,
    /// Whether requests or answers alone carry it.
    pub(super) one_sided: bool,
    /// The kinds of its values.
    pub(super) kinds: Kinds,
    /// Its values without null, where they are listed.
    pub(super) constants: Option<Vec<Constant>>,
}

impl Fact {
    /// Whether it always says something: null says as little as absence.
    pub(super) fn always_tells(&self) -> bool {
        self.required && !self.kinds.has(Kind::Null)
    }
}

/// What was found out of types that are finished.
#[derive(Debug, Default)]
pub(super) struct Memo(HashMap<TypeId, Rc<Facts>>);

impl Facts {
    fn nothing() -> Self {
        Self {
            kinds: Kinds::NONE,
            constants: None,
            members: IndexMap::new(),
            closed: false,
            free: false,
            open: false,
        }
    }

    fn of_kinds(kinds: Kinds) -> Self {
        Self {
            kinds,
            free: kinds.has(Kind::Object),
            ..Self::nothing()
        }
    }

    /// What is known of values that are of one or the other.
    fn or(&mut self, other: &Self) {
        let objects = (self.kinds.has(Kind::Object), other.kinds.has(Kind::Object));
        let had_values = self.kinds != Kinds::NONE;
        self.constants = match (had_values, self.constants.take(), &other.constants) {
            (false, ..) => other.constants.clone(),
            (true, Some(mine), Some(theirs)) => Some(both(mine, theirs)),
            _ => None,
        };
        match objects {
            (_, false) => {}
            (false, true) => {
                self.members = other.members.clone();
                (self.closed, self.free) = (other.closed, other.free);
            }
            (true, true) => {
                self.or_objects(&other.members);
                self.closed &= other.closed;
                self.free |= other.free;
            }
        }
        self.kinds = self.kinds.union(other.kinds);
        self.open |= other.open;
    }

    fn or_objects(&mut self, others: &IndexMap<String, Fact>) {
        for (name, mine) in &mut self.members {
            match others.get(name) {
                Some(theirs) => {
                    mine.required &= theirs.required;
                    mine.one_sided |= theirs.one_sided;
                    mine.kinds = mine.kinds.union(theirs.kinds);
                    mine.constants = match (mine.constants.take(), &theirs.constants) {
                        (Some(mine), Some(theirs)) => Some(both(mine, theirs)),
                        _ => None,
                    };
                }
                None => (mine.required, mine.constants) = (false, None),
            }
        }
        for (name, theirs) in others {
            self.members.entry(name.clone()).or_insert_with(|| Fact {
                required: false,
                constants: None,
                ..theirs.clone()
            });
        }
    }
}

fn both(mut mine: Vec<Constant>, theirs: &[Constant]) -> Vec<Constant> {
    for constant in theirs {
        if !mine.contains(constant) {
            mine.push(constant.clone());
        }
    }
    mine
}

/// Who finds out about types.
pub(super) struct Finder<'a> {
    api: &'a Api,
    state: &'a State,
    memo: &'a mut Memo,
    /// The unions that are being looked at.
    on_the_way: HashSet<TypeId>,
    /// Whether something was left out, since it leads back to itself.
    partial: bool,
}

impl<'a> Finder<'a> {
    pub(super) fn new(api: &'a Api, state: &'a State, memo: &'a mut Memo) -> Self {
        Self {
            api,
            state,
            memo,
            on_the_way: HashSet::new(),
            partial: false,
        }
    }

    /// What is known of the values of `ty`.
    pub(super) fn facts(&mut self, ty: &Ty) -> Rc<Facts> {
        let of_kinds = |kinds| Rc::new(Facts::of_kinds(kinds));
        match ty {
            Ty::Nullable(inner) => {
                let mut facts = (*self.facts(inner)).clone();
                facts.kinds = facts.kinds.union(Kinds::of(Kind::Null));
                Rc::new(facts)
            }
            Ty::Boxed(inner) | Ty::Ruled(inner, _) => self.facts(inner),
            Ty::Named(id) => self.named(*id),
            other => of_kinds(plain_kinds(other)),
        }
    }

    fn named(&mut self, id: TypeId) -> Rc<Facts> {
        if let Some(known) = self.memo.0.get(&id) {
            return known.clone();
        }
        if self.on_the_way.len() > MAX_STEPS {
            return Rc::new(Facts::of_kinds(Kinds::ALL));
        }
        // A value that is of a type if it is of that type: nothing is such a value.
        if !self.on_the_way.insert(id) {
            self.partial = true;
            return Rc::new(Facts::nothing());
        }
        let was_partial = std::mem::take(&mut self.partial);
        let mut facts = self.of_shape(id);
        if self.state.is_nullable(id) {
            facts.kinds = facts.kinds.union(Kinds::of(Kind::Null));
        }
        let facts = Rc::new(facts);
        self.on_the_way.remove(&id);
        if !self.partial || self.on_the_way.is_empty() {
            self.memo.0.insert(id, facts.clone());
        }
        self.partial |= was_partial;
        facts
    }

    fn of_shape(&mut self, id: TypeId) -> Facts {
        let api = self.api;
        match api.type_def(id).map(|def| &def.shape) {
            Some(Shape::Struct(shape)) => Facts {
                kinds: Kinds::of(Kind::Object),
                members: (shape.members.iter())
                    .map(|member| (member.wire.clone(), self.member(member)))
                    .collect(),
                closed: shape.additional == Additional::Refused,
                ..Facts::nothing()
            },
            Some(Shape::StringEnum(shape)) => {
                let values = shape.values.iter().cloned().map(Constant::Text);
                Facts {
                    constants: (!shape.open).then(|| values.collect()),
                    open: true,
                    ..Facts::of_kinds(Kinds::of(Kind::String))
                }
            }
            Some(Shape::IntegerEnum(shape)) => {
                let values = shape.values.iter().copied().map(Constant::Integer);
                Facts {
                    constants: (!shape.open).then(|| values.collect()),
                    open: true,
                    ..Facts::of_kinds(Kinds::of(Kind::Integer))
                }
            }
            Some(Shape::ValueEnum(shape)) => of_values(&shape.values),
            Some(Shape::Tuple(_)) => Facts::of_kinds(Kinds::of(Kind::Array)),
            Some(Shape::Union(union)) => self.union(union),
            Some(Shape::Alias(ty) | Shape::Newtype(ty)) => (*self.facts(ty)).clone(),
            None => Facts::of_kinds(Kinds::ALL),
        }
    }

    fn member(&mut self, member: &Member) -> Fact {
        let (kinds, constants) = self.brief(&member.ty);
        Fact {
            required: member.presence == Presence::Required,
            one_sided: member.read_only || member.write_only,
            constants: constants.or_else(|| self.only_boolean(&member.ty)),
            kinds,
        }
    }

    /// The boolean that a member always is, by its rules.
    fn only_boolean(&self, ty: &Ty) -> Option<Vec<Constant>> {
        let resolved = self.api.resolve(self.api.resolve(ty).non_null());
        if *resolved != Ty::Bool {
            return None;
        }
        let rules = self.api.use_rules(ty);
        let listed = rules.iter().find_map(|rule| match rule {
            Rule::Enum(texts) => Some(texts),
            _ => None,
        });
        match listed?.as_slice() {
            [only] => Some(vec![Constant::Bool(only.parse().ok()?)]),
            _ => None,
        }
    }

    /// The kinds of a member's values, and the values themselves where they are listed: an object is not gone into.
    fn brief(&mut self, ty: &Ty) -> (Kinds, Option<Vec<Constant>>) {
        if let Ty::Named(id) = self.api.resolve(ty) {
            if matches!(
                self.api.type_def(*id).map(|def| &def.shape),
                Some(Shape::Struct(_))
            ) {
                return (Kinds::of(Kind::Object), None);
            }
        }
        let facts = self.facts(ty);
        (facts.kinds, facts.constants.clone())
    }

    fn union(&mut self, union: &Union) -> Facts {
        let mut all = Facts::nothing();
        for variant in &union.variants {
            all.or(&self.facts(&variant.ty));
        }
        // What tells its variants apart is known of all of them.
        let mut tags = Vec::new();
        object_tag(&union.select, &mut tags);
        for (name, values) in tags {
            if let Some(fact) = all.members.get_mut(name) {
                fact.constants.get_or_insert(values);
            }
        }
        all.open |= union.open;
        all
    }
}

/// The member that is asked for first of an object, and its values, where it has no others.
fn object_tag<'s>(select: &'s Select, found: &mut Vec<(&'s str, Vec<Constant>)>) {
    match select {
        Select::Tag(tag) if tag.other.is_none() => {
            let values = tag.arms.iter().flat_map(|(values, _)| values);
            found.push((&tag.member, values.cloned().collect()));
        }
        Select::Kind(arms) => {
            for (kinds, next) in arms {
                if kinds.contains(&Kind::Object) {
                    object_tag(next, found);
                }
            }
        }
        _ => {}
    }
}

/// What is known of an enum of values of several kinds.
fn of_values(texts: &[String]) -> Facts {
    let mut kinds = Kinds::NONE;
    let mut constants = Some(Vec::new());
    for text in texts {
        let (kind, constant) = match serde_json::from_str(text) {
            Ok(serde_json::Value::String(text)) => (Kind::String, Some(Constant::Text(text))),
            Ok(serde_json::Value::Bool(value)) => (Kind::Bool, Some(Constant::Bool(value))),
            Ok(serde_json::Value::Array(_)) => (Kind::Array, None),
            Ok(serde_json::Value::Object(_)) => (Kind::Object, None),
            _ => match Number(text.as_str().into()).as_i128() {
                Some(value) => (Kind::Integer, value.try_into().ok().map(Constant::Integer)),
                None => (Kind::Number, None),
            },
        };
        kinds = kinds.union(Kinds::of(kind));
        match (constants.as_mut(), constant) {
            (Some(known), Some(constant)) => known.push(constant),
            _ => constants = None,
        }
    }
    Facts {
        constants,
        open: true,
        ..Facts::of_kinds(kinds)
    }
}

/// The kinds of a type that has no name.
fn plain_kinds(ty: &Ty) -> Kinds {
    match ty {
        Ty::Null => Kinds::of(Kind::Null),
        Ty::Bool => Kinds::of(Kind::Bool),
        Ty::Int(_) | Ty::Integer => Kinds::of(Kind::Integer),
        Ty::F32 | Ty::F64 | Ty::Number => Kinds::of(Kind::Number),
        Ty::String | Ty::Secret | Ty::Uuid | Ty::DateTime | Ty::Date | Ty::Base64 => {
            Kinds::of(Kind::String)
        }
        Ty::Array(_) => Kinds::of(Kind::Array),
        Ty::Map(_) => Kinds::of(Kind::Object),
        _ => Kinds::ALL,
    }
}
