//! The lock is total: every public identifier of both crates is in it, or made from one that is by a fixed rule, or one of the
//! frame's own; and what no crate has is not in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use counterpart::Lock;
use counterpart::lock::Role;
use counterpart::source::FileId;
use counterpart_tests::crates::Crates;
use counterpart_tests::documents::{TWELVE, specs_and};
use counterpart_tests::items::{Item, Kind};

/// Those of which nothing is emitted yet, and what they wait for: taken out when that comes.
const REFUSED: [(&str, &str); 1] = [("stripe.json", "bodies that are forms")];

/// How an identifier is made from an entry; `{}` is the entry, without `r#`.
struct Rule {
    role: Role,
    text: &'static str,
    case: Case,
}

/// How the entry is written in it.
#[derive(Clone, Copy)]
enum Case {
    /// As it is.
    Same,
    /// `not_found` of `NotFound`.
    Snake,
}

const fn rule(role: Role, text: &'static str, case: Case) -> Rule {
    Rule { role, text, case }
}

impl Rule {
    fn made(&self, name: &str) -> String {
        let stem = match self.case {
            Case::Same => plain(name).to_owned(),
            Case::Snake => snake(plain(name)),
        };
        self.text.replace("{}", &stem)
    }
}

const RULES: &[Rule] = &[
    // The default of a member, or of a parameter.
    rule(Role::Field, "{}_or_default", Case::Same),
    rule(Role::Param, "{}_or_default", Case::Same),
    // The constructor of an answer.
    rule(Role::Answer, "{}", Case::Snake),
    // The setter of a header.
    rule(Role::Header, "with_{}", Case::Same),
];

/// The frame's own: what both crates have, whatever the document says.
#[rustfmt::skip]
const FRAME: &[&str] = &[
    // Modules and what the root has.
    "auth", "client", "counterpart_runtime", "types", "router", "router_with", "service", "service_with", "problem",
    // Types.
    "Authenticator", "BuildError", "Client", "ClientBuilder", "Error", "ErrorKind", "Reply", "Server",
    // Of every type, enum, request and trait.
    "new", "new_unchecked", "into_inner", "as_str", "as_i64", "VALUES", "ALL", "Unknown", "Custom", "additional_properties", "body", "Principal", "combine",
    // Of the client, its builder and every call.
    "builder", "build", "url", "timeout", "connect_timeout", "header", "body_limit", "user_agent", "http_client", "transport",
    "foreign_credentials", "send",
    // Of every answer.
    "status", "headers", "of",
];

/// The roles whose entries are identifiers of that kind.
fn roles(kind: Kind) -> &'static [Role] {
    match kind {
        Kind::Module => &[Role::Module],
        Kind::Struct | Kind::Enum | Kind::Alias => &[
            Role::Type,
            Role::Request,
            Role::Response,
            Role::Call,
            Role::Success,
            Role::Error,
            Role::Headers,
        ],
        Kind::Trait => &[Role::Trait],
        Kind::Field => &[Role::Field, Role::Param, Role::Variable, Role::Header],
        Kind::Variant => &[Role::Value, Role::Variant, Role::Answer, Role::Server],
        Kind::Function | Kind::TraitItem => &[
            Role::Method,
            Role::Scheme,
            Role::Param,
            Role::Field,
            Role::Answer,
            Role::Header,
        ],
        Kind::Constant | Kind::Static | Kind::Reexport | Kind::Macro => &[],
        Kind::Bound | Kind::Impl | Kind::ImplItem => &[],
    }
}

fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for (index, character) in name.char_indices() {
        if character.is_ascii_uppercase() && index > 0 {
            out.push('_');
        }
        out.push(character.to_ascii_lowercase());
    }
    out
}

/// The identifiers that the lock gives, by the role of the entry that gives them.
fn given(lock: &Lock) -> BTreeMap<Role, BTreeSet<String>> {
    let mut given: BTreeMap<Role, BTreeSet<String>> = BTreeMap::new();
    for (key, name) in lock.iter() {
        let names = given.entry(key.role).or_default();
        names.insert(plain(name).to_owned());
        for rule in RULES.iter().filter(|rule| rule.role == key.role) {
            names.insert(rule.made(name));
        }
    }
    given
}

/// Entries that no crate has an item for, and who mends it: taken out with the mending.
const OPEN: &[(Role, &str)] = &[];

/// The items that nothing accounts for.
fn unaccounted(items: &BTreeSet<Item>, lock: &Lock) -> Vec<String> {
    let given = given(lock);
    let is_given = |item: &Item| {
        (roles(item.kind).iter()).any(|role| {
            given
                .get(role)
                .is_some_and(|names| names.contains(item.name()))
        })
    };
    let is_named = |item: &&Item| {
        let is_index = item.name().bytes().all(|byte| byte.is_ascii_digit());
        !is_index
            && !matches!(
                item.kind,
                Kind::Bound | Kind::Impl | Kind::ImplItem | Kind::Macro
            )
    };
    (items.iter().filter(is_named))
        .filter(|item| !FRAME.contains(&item.name()) && !is_given(item))
        .map(ToString::to_string)
        .collect()
}

/// The entries that no crate has an item for.
fn unused(items: &BTreeSet<Item>, lock: &Lock) -> Vec<String> {
    let mut named: BTreeMap<&str, BTreeSet<Kind>> = BTreeMap::new();
    for item in items {
        named.entry(item.name()).or_default().insert(item.kind);
    }
    let is_there = |name: &str, role: Role| {
        let made = RULES.iter().filter(|rule| rule.role == role);
        let names = std::iter::once(plain(name).to_owned()).chain(made.map(|rule| rule.made(name)));
        let mut kinds = names.flat_map(|name| named.get(name.as_str()).into_iter().flatten());
        kinds.any(|kind| roles(*kind).contains(&role))
    };
    (lock.iter())
        .filter(|(key, name)| key.role.is_name() && !is_there(name, key.role))
        .filter(|(key, _)| OPEN.iter().all(|(role, _)| *role != key.role))
        .map(|(key, name)| format!("{} {} {name}", key.place, key.role.as_str()))
        .collect()
}

fn documents() -> Vec<PathBuf> {
    let mut found = specs_and(&TWELVE);
    let wanted = std::env::var("COUNTERPART_LOCK_OF").unwrap_or_default();
    found.retain(|path| path.to_string_lossy().contains(&wanted));
    found
}

#[test]
fn every_public_identifier_is_in_the_lock_and_nothing_else() {
    let mut faults = Vec::new();
    for path in documents() {
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = std::fs::read_to_string(&path).expect("a document");
        let crates = match Crates::of(&name, &text, None) {
            Ok(crates) => crates,
            Err(refused) => {
                let known = REFUSED.iter().any(|(refused, _)| *refused == name);
                assert!(known, "{name}: {refused}");
                println!("{name}: nothing of it can be used yet");
                continue;
            }
        };
        let items = crates.items().expect("Rust");
        let lock = Lock::parse(&crates.lock, FileId(0)).expect("a lock");
        assert_eq!(
            lock.to_text(),
            crates.lock,
            "{name}: read and written again"
        );
        let again = Crates::of(&name, &text, Some(&crates.lock)).expect("the same");
        assert!(
            again.lock == crates.lock,
            "{name}: a lock of the same changes it"
        );
        assert!(
            again.client == crates.client && again.server == crates.server,
            "{name}: a lock of the same changes the output"
        );
        let (missing, unused) = (unaccounted(&items, &lock), unused(&items, &lock));
        println!(
            "{name}: {} items, {} entries, {} not accounted for, {} entries unused",
            items.len(),
            lock.len(),
            missing.len(),
            unused.len()
        );
        let told = missing
            .iter()
            .map(|one| format!("{name}: not in the lock: {one}"));
        faults.extend(told.take(20));
        let told = unused
            .iter()
            .map(|one| format!("{name}: in no crate: {one}"));
        faults.extend(told.take(20));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
