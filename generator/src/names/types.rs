//! The one scope of types: components, anonymous types, types of operations, traits of groups.

use std::collections::BTreeMap;

use crate::ir::{Api, Operation, Step, TypeDef, TypeId, Whence};
use crate::lock::Key;

use super::propose::{status_name, type_name};
use super::scope::{Claim, Ledger, Scope};
use super::views::{Views, second_name};
use super::way::{self, Types};
use super::{GroupNames, Names, OperationNames, reserved};
use crate::identifier::camel_of_snake;
use crate::lock::Role;

/// The types of every operation, each with what is appended to its name, and what where that is taken.
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
    views: &Views,
    methods: Vec<(String, bool)>,
    modules: Vec<String>,
    names: &mut Names,
) {
    let claims = Claims::gather(api, ledger, views, &methods);
    let mut scope = Scope::new(reserved::TYPES);
    scope.keep(ledger, &claims.kept(ledger));
    names.types = vec![String::new(); api.types.len()];
    components(api, ledger, &mut scope, &claims, views, names);
    second_views(api, ledger, &mut scope, &claims, views, names);
    names.groups = traits(api, ledger, &mut scope, &claims, modules);
    names.operations = methods
        .into_iter()
        .map(|(method, _)| OperationNames {
            method,
            ..OperationNames::default()
        })
        .collect();
    derived(ledger, &mut scope, &claims, names);
    anonymous(api, ledger, &mut scope, &claims, views, names);
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
}

impl Claims {
    fn gather(
        api: &Api,
        ledger: &mut Ledger<'_>,
        views: &Views,
        methods: &[(String, bool)],
    ) -> Self {
        let types = (api.types.iter().enumerate())
            .map(|(index, def)| {
                let also = def.keys().skip(1).map(|key| Key {
                    place: key.to_string(),
                    role: Role::Type,
                });
                let place = def.key().to_string();
                let claim = match views.first(index) {
                    None => Claim::at(ledger, &def.origin, place, Role::Type),
                    Some(_) => Claim::second(ledger, &def.origin, place, Role::Type),
                };
                Claim {
                    also: also.collect(),
                    ..claim
                }
            })
            .collect();
        let traits = (api.groups.iter())
            .map(|group| Claim::new(ledger, &group.origin, Role::Trait))
            .collect();
        let mut derived = Vec::new();
        for (index, (operation, (method, fixed))) in api.operations.iter().zip(methods).enumerate()
        {
            let stem = camel_of_snake(method);
            let needed = (DERIVED.into_iter()).filter(|(role, ..)| is_needed(*role, operation));
            for (role, suffix, other) in needed {
                let key = Key {
                    place: operation.origin.whence.to_string(),
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
                });
            }
            // Those of the first answer are called like the operation, with the status where that is taken.
            for answer in operation.with_headers() {
                let whence = operation.origin.whence.then(Step::Answer(answer.status));
                let key = Key {
                    place: whence.to_string(),
                    role: Role::Headers,
                };
                let status = status_name(answer.status);
                derived.push(Derived {
                    operation: index,
                    role: Role::Headers,
                    proposals: [format!("{stem}Headers"), format!("{stem}{status}Headers")],
                    stem: stem.clone(),
                    claim: Claim {
                        key,
                        also: Vec::new(),
                        place: answer.origin.place,
                        fixed: None,
                    },
                    follows: *fixed,
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
            !(derived.follows && recorded.is_some_and(|name| !name.starts_with(&derived.stem)))
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

fn components(
    api: &Api,
    ledger: &mut Ledger<'_>,
    scope: &mut Scope,
    claims: &Claims,
    views: &Views,
    names: &mut Names,
) {
    let all = (api.types.iter())
        .zip(&claims.types)
        .zip(&mut names.types)
        .enumerate();
    let mut order: Vec<_> = all
        .filter(|(index, _)| views.first(*index).is_none())
        .map(|(_, one)| one)
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
            &[with_suffix(scope, type_name(wire), "Model")],
        );
    }
}

/// The components that are the second view of their schema, once the first ones have their names.
fn second_views(
    api: &Api,
    ledger: &mut Ledger<'_>,
    scope: &mut Scope,
    claims: &Claims,
    views: &Views,
    names: &mut Names,
) {
    for (index, (def, claim)) in api.types.iter().zip(&claims.types).enumerate() {
        let Some(first) = views.first(index).filter(|_| !def.is_anonymous()) else {
            continue;
        };
        let name = second_name(def, names.of_type(TypeId::at(first)));
        let name = scope.propose(ledger, claim, &[with_suffix(scope, name, "Model")]);
        if let Some(slot) = names.types.get_mut(index) {
            *slot = name;
        }
    }
}

/// What a component, or a type whose name is fixed, is called.
fn wire(def: &TypeDef) -> Option<&str> {
    (!def.is_anonymous()).then(|| def.origin.text())
}

fn with_suffix(scope: &Scope, name: String, suffix: &str) -> String {
    if scope.is_reserved(&name) {
        name + suffix
    } else {
        name
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
            let name = type_name(group.origin.text());
            let other = format!("{name}Api");
            let own = Some(name).filter(|name| !reserved::contains(reserved::GENERICS, name));
            let proposals: Vec<String> = own.into_iter().chain([other]).collect();
            let trait_name = scope.propose(ledger, claim, &proposals);
            GroupNames { module, trait_name }
        })
        .collect()
}

fn derived(ledger: &mut Ledger<'_>, scope: &mut Scope, claims: &Claims, names: &mut Names) {
    for derived in &claims.derived {
        let name = scope.propose(ledger, &derived.claim, &derived.proposals);
        let Some(operation) = names.operations.get_mut(derived.operation) else {
            continue;
        };
        match derived.role {
            Role::Request => operation.request = name,
            Role::Response => operation.response = name,
            Role::Call => operation.call = name,
            Role::Success => operation.ok = name,
            Role::Headers => operation.reply_headers.push(name),
            _ => operation.error = name,
        }
    }
}

fn anonymous(
    api: &Api,
    ledger: &mut Ledger<'_>,
    scope: &mut Scope,
    claims: &Claims,
    views: &Views,
    names: &mut Names,
) {
    let types = Types::of(api);
    let operations: BTreeMap<&Whence, usize> = (api.operations.iter().enumerate())
        .map(|(index, operation)| (&operation.origin.whence, index))
        .collect();
    let mut order: Vec<usize> = (0..api.types.len()).collect();
    order.sort_by_key(|&index| {
        let is_second = views.first(index).is_some();
        (api.types.get(index))
            .map(|def| (def.origin.whence.steps.len(), def.origin.place, is_second))
    });
    for index in order {
        let (Some(def), Some(claim)) = (api.types.get(index), claims.types.get(index)) else {
            continue;
        };
        if !def.is_anonymous() {
            continue;
        }
        let first = (views.first(index)).map(|first| names.of_type(TypeId::at(first)));
        let proposals = match first.filter(|_| !types.is_inside_of_its_view(def)) {
            Some(first) => vec![second_name(def, first)],
            None => way::proposals(names, &operations, &types, def),
        };
        let proposals: Vec<String> = (proposals.into_iter())
            .map(|name| with_suffix(scope, name, "Model"))
            .collect();
        let name = scope.propose(ledger, claim, &proposals);
        if let Some(slot) = names.types.get_mut(index) {
            *slot = name;
        }
    }
}
