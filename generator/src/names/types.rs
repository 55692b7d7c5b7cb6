//! The one scope of types: components, anonymous types, types of operations, traits of groups.

use std::collections::BTreeSet;

use crate::ir::{Api, NameHint, Operation, Origin, TypeDef};
use crate::lock::Key;
use crate::source::pointer;

use super::ident::camel_of_snake;
use super::propose::{type_name, way, way_in_operation};
use super::role::Role;
use super::scope::{Claim, Ledger, Record, Scope};
use super::{GroupNames, Names, OperationNames, reserved};

/// The types of an operation, each with what is appended to its name, and what where that is taken.
const DERIVED: [(Role, &str, &str); 5] = [
    (Role::Request, "Request", "OperationRequest"),
    (Role::Response, "Response", "OperationResponse"),
    (Role::Call, "", "Call"),
    (Role::Success, "Ok", "OperationOk"),
    (Role::Error, "Error", "OperationError"),
];

/// Names all of them. Components come before what is ours to name, and anonymous types after those that hold them.
pub(super) fn assign(
    api: &Api,
    ledger: &mut Ledger<'_>,
    methods: Vec<(String, bool)>,
    modules: Vec<String>,
    names: &mut Names,
) {
    let claims = Claims::gather(api, ledger, &methods);
    let mut scope = Scope::new(reserved::TYPES);
    scope.keep(ledger, &claims.kept(ledger));
    names.types = vec![String::new(); api.types.len()];
    components(api, ledger, &mut scope, &claims, names);
    names.groups = traits(api, ledger, &mut scope, &claims, modules);
    names.operations = methods
        .into_iter()
        .map(|(method, _)| OperationNames {
            method,
            ..OperationNames::default()
        })
        .collect();
    derived(ledger, &mut scope, &claims, names, true);
    anonymous(api, ledger, &mut scope, &claims, names);
    derived(ledger, &mut scope, &claims, names, false);
}

struct Claims {
    types: Vec<Claim>,
    traits: Vec<Claim>,
    derived: Vec<Derived>,
}

struct Derived {
    operation: usize,
    role: Role,
    /// What the name may begin with: the operation's name.
    stem: String,
    proposals: [String; 2],
    claim: Claim,
    /// The operation's name is fixed: what is recorded under another one goes.
    follows: bool,
    /// An output has it, as far as is known here.
    needed: bool,
}

impl Claims {
    fn gather(api: &Api, ledger: &mut Ledger<'_>, methods: &[(String, bool)]) -> Self {
        let mut seen = BTreeSet::new();
        let mut types = Vec::new();
        for def in &api.types {
            let mut unique = |origin: &Origin| {
                let mut pointer = stable_pointer(api, origin);
                while !seen.insert(pointer.clone()) {
                    pointer.push('~');
                }
                pointer
            };
            let pointer = unique(&def.origin);
            let also = def.merged.iter().map(|origin| Key {
                pointer: unique(origin),
                role: Role::Type,
            });
            let also = also.collect();
            types.push(Claim {
                also,
                ..Claim::new(ledger, &def.origin, pointer, Role::Type)
            });
        }
        let traits = api
            .groups
            .iter()
            .map(|group| {
                Claim::new(
                    ledger,
                    &group.origin,
                    group.origin.pointer.clone(),
                    Role::Trait,
                )
            })
            .collect();
        let mut derived = Vec::new();
        for (index, (operation, (method, fixed))) in api.operations.iter().zip(methods).enumerate()
        {
            let stem = camel_of_snake(method);
            for (role, suffix, other) in DERIVED {
                let key = Key {
                    pointer: operation.origin.pointer.clone(),
                    role,
                };
                derived.push(Derived {
                    operation: index,
                    role,
                    proposals: [format!("{stem}{suffix}"), format!("{stem}{other}")],
                    stem: stem.clone(),
                    claim: Claim {
                        key,
                        also: Vec::new(),
                        place: operation.origin.place,
                        fixed: None,
                    },
                    follows: *fixed,
                    needed: is_needed(role, operation),
                });
            }
        }
        Self {
            types,
            traits,
            derived,
        }
    }

    fn kept(&self, ledger: &Ledger<'_>) -> Vec<Claim> {
        let derived = self.derived.iter().filter(|derived| {
            let recorded = ledger.lock.get(&derived.claim.key);
            derived.needed
                && !(derived.follows
                    && recorded.is_some_and(|name| !name.starts_with(&derived.stem)))
        });
        let derived = derived.map(|derived| &derived.claim);
        self.types
            .iter()
            .chain(&self.traits)
            .chain(derived)
            .cloned()
            .collect()
    }
}

/// The client's success is an enum where there are several; all else is there for each operation.
fn is_needed(role: Role, operation: &Operation) -> bool {
    role != Role::Success || operation.successes().count() > 1
}

/// The pointer of a type. An index among parameters moves when another one is added before it, so there the name counts.
fn stable_pointer(api: &Api, origin: &Origin) -> String {
    let Origin { pointer, hint, .. } = origin;
    let NameHint::WithinOperation(operation, steps) = hint else {
        return pointer.clone();
    };
    let indexed = pointer.match_indices("/parameters/").find(|(at, found)| {
        let rest = pointer.get(at + found.len()..).unwrap_or_default();
        let index = rest.split('/').next().unwrap_or_default();
        !index.is_empty()
            && index.bytes().all(|byte| byte.is_ascii_digit())
            && pointer.starts_with("#/paths/")
    });
    match (indexed, api.operations.get(operation.0 as usize)) {
        (Some(_), Some(operation)) => format!(
            "{}/parameters/{}",
            operation.origin.pointer,
            steps.join("/")
        ),
        _ => pointer.clone(),
    }
}

fn components(
    api: &Api,
    ledger: &mut Ledger<'_>,
    scope: &mut Scope,
    claims: &Claims,
    names: &mut Names,
) {
    let mut order: Vec<_> = api
        .types
        .iter()
        .zip(&claims.types)
        .zip(&mut names.types)
        .collect();
    order.sort_by_key(|((def, claim), _)| {
        let wire = wire(def);
        (
            wire.is_none_or(|wire| wire != type_name(wire) || scope.is_reserved(wire)),
            claim.place,
        )
    });
    for ((def, claim), name) in order {
        let Some(wire) = wire(def) else {
            // An anonymous type: its turn comes, unless its name is fixed or recorded.
            continue;
        };
        *name = scope.propose(
            ledger,
            claim,
            &with_suffix(scope, type_name(wire), "Model"),
            Record::Always,
        );
    }
}

/// What a component, or a type whose name is fixed, is called.
fn wire(def: &TypeDef) -> Option<&str> {
    match &def.origin.hint {
        NameHint::Wire(wire) | NameHint::Fixed(wire) => Some(wire),
        NameHint::WithinType(..) | NameHint::WithinOperation(..) => None,
    }
}

fn with_suffix(scope: &Scope, name: String, suffix: &str) -> [String; 1] {
    if scope.is_reserved(&name) {
        [name + suffix]
    } else {
        [name]
    }
}

fn traits(
    api: &Api,
    ledger: &mut Ledger<'_>,
    scope: &mut Scope,
    claims: &Claims,
    modules: Vec<String>,
) -> Vec<GroupNames> {
    let groups = api.groups.iter().zip(&claims.traits).zip(modules);
    groups
        .map(|((group, claim), module)| {
            let name = type_name(super::groups::text(group));
            let proposals = [name.clone(), name + "Api"];
            let trait_name = scope.propose(ledger, claim, &proposals, Record::Always);
            GroupNames { module, trait_name }
        })
        .collect()
}

fn derived(
    ledger: &mut Ledger<'_>,
    scope: &mut Scope,
    claims: &Claims,
    names: &mut Names,
    needed: bool,
) {
    for derived in claims
        .derived
        .iter()
        .filter(|derived| derived.needed == needed)
    {
        let record = if needed {
            Record::Always
        } else {
            Record::Never
        };
        let name = scope.propose(ledger, &derived.claim, &derived.proposals, record);
        let Some(operation) = names.operations.get_mut(derived.operation) else {
            continue;
        };
        match derived.role {
            Role::Request => operation.request = name,
            Role::Response => operation.response = name,
            Role::Call => operation.call = name,
            Role::Success => operation.ok = name,
            _ => operation.error = name,
        }
    }
}

fn anonymous(
    api: &Api,
    ledger: &mut Ledger<'_>,
    scope: &mut Scope,
    claims: &Claims,
    names: &mut Names,
) {
    let mut order: Vec<usize> = (0..api.types.len()).collect();
    order.sort_by_key(|&index| {
        (
            depth(api, index),
            api.types.get(index).map(|def| def.origin.place),
        )
    });
    for index in order {
        let (Some(def), Some(claim)) = (api.types.get(index), claims.types.get(index)) else {
            continue;
        };
        let shared = shared(def);
        let proposal = match &def.origin.hint {
            NameHint::WithinType(parent, steps) => names.of_type(*parent).to_owned() + &way(steps),
            NameHint::WithinOperation(operation, steps) => {
                let method = names
                    .of_operation(*operation)
                    .map_or("", |names| &names.method);
                camel_of_snake(method) + &way_in_operation(steps)
            }
            NameHint::Wire(_) | NameHint::Fixed(_) => continue,
        };
        let own = with_suffix(scope, type_name(&proposal), "Model");
        let proposals: Vec<String> = shared.into_iter().chain(own).collect();
        let name = scope.propose(ledger, claim, &proposals, Record::Always);
        if let Some(slot) = names.types.get_mut(index) {
            *slot = name;
        }
    }
}

/// The name of an anonymous type in a parameter, response or body under `components`: that one's, whichever of the
/// operations that use it comes first.
fn shared(def: &TypeDef) -> Option<String> {
    let NameHint::WithinOperation(_, steps) = &def.origin.hint else {
        return None;
    };
    let rest = def.origin.pointer.strip_prefix("#/components/")?;
    let mut segments = rest.split('/');
    let (section, name) = (segments.next()?, segments.next()?);
    let name = type_name(&pointer::unescape(name)?);
    let inside = |first: usize| way(steps.get(first..).unwrap_or_default());
    Some(match section {
        "parameters" => name + &inside(1),
        "requestBodies" => name.trim_end_matches("Body").to_owned() + "Body" + &inside(1),
        "responses" => name.trim_end_matches("Body").to_owned() + "Body" + &inside(2),
        _ => return None,
    })
}

/// How many types an anonymous type is inside of. Bounded, should they be inside of each other.
fn depth(api: &Api, index: usize) -> usize {
    let parents = std::iter::successors(Some(index), |&index| {
        match api.types.get(index).map(|def| &def.origin.hint) {
            Some(NameHint::WithinType(parent, _)) => Some(parent.0 as usize),
            _ => None,
        }
    });
    parents.take(api.types.len().min(1000)).count()
}
