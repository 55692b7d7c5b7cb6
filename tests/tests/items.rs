//! The reader of public items sees what a user of a crate sees.

use std::collections::BTreeMap;

use counterpart_tests::crates::Crates;
use counterpart_tests::items;

fn lines(files: &[(&str, &str)]) -> Vec<String> {
    let files: BTreeMap<String, String> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    let items = items::read(&files).expect("a crate");
    items.iter().map(ToString::to_string).collect()
}

#[test]
fn every_kind_of_item_is_read_under_its_public_path() {
    let root = "
        pub mod types;
        pub mod pets;
        mod hidden;
        pub use pets::Client;
        pub use other::Thing as Renamed;
        pub use hidden::shown;
        pub const A: u8 = 1;
        pub static B: &'static str = \"\";
        pub(crate) const C: u8 = 1;
        const _: () = ();
    ";
    let hidden = "pub fn shown<S: Copy + Send>(s: S) {} pub fn not_shown() {}";
    let types = "
        mod impls;
        mod deep;
        pub use self::deep::Deep;
        use other::Maybe;
        #[derive(Clone, Debug)]
        pub struct Pet { pub name: Maybe<String>, pub r#type: Box<Deep>, secret: u8 }
        pub struct New(pub u8);
        #[non_exhaustive]
        pub enum Kind { A, B(Pet, u8), C { x: Deep } }
        pub type Short = Vec<Pet>;
    ";
    let impls = "
        use super::*;
        impl Pet { pub fn new(mut self, name: impl Into<Maybe<String>>) -> Result<Self, deep::Deep> { todo!() } fn own() {} }
        impl Default for Pet { fn default() -> Self { todo!() } }
        impl other::IntoFuture for Pet { type Output = Kind; }
        impl super::deep::Private { pub fn f() {} }
        other::forward!(super::Pet);
    ";
    let deep = "pub struct Deep; pub(super) struct Private;";
    let pets = "
        use crate::types::{Kind, Pet as Cat};
        pub struct Client;
        pub trait Pets<S: Clone>: Send + other::Sync {
            type Error: Into<Cat>;
            const N: u8 = 1;
            fn get<'a, T>(&'a self, pet: &Cat, s: S) -> impl Future<Output = T> + Send where T: Into<Kind>;
            fn has(&self) {}
        }
        impl<T: Pets<u8>> Pets<u8> for std::sync::Arc<T> { type Error = T::Error; }
        impl Client { pub async fn call(&self) -> Cat { todo!() } pub const X: u8 = 1; }
    ";
    let files = [
        ("src/lib.rs", root),
        ("src/hidden.rs", hidden),
        ("src/types.rs", types),
        ("src/types/impls.rs", impls),
        ("src/types/deep/mod.rs", deep),
        ("src/pets.rs", pets),
    ];
    let expected = [
        "Constant A: u8",
        "Static B: &'static str",
        "Struct Client: ",
        "Constant Client::X: u8",
        "Function Client::call: async fn(&self) -> types::Pet",
        "Impl Clone for types::Pet: ",
        "Impl Debug for types::Pet: ",
        "Impl Default for types::Pet: ",
        "Reexport Renamed: other::Thing",
        "Macro other::forward!(types::Pet): ",
        "Impl other::IntoFuture for types::Pet: ",
        "ImplItem other::IntoFuture for types::Pet::Output: types::Kind",
        "Module pets: ",
        "Reexport pets::Client: Client",
        "Trait pets::Pets: <S:Clone>",
        "Bound pets::Pets: Send: ",
        "Bound pets::Pets: other::Sync: ",
        "TraitItem pets::Pets::Error: type required",
        "Bound pets::Pets::Error: Into<types::Pet>: ",
        "TraitItem pets::Pets::N: u8 provided",
        "TraitItem pets::Pets::get: fn<'a,T> where T:Into<types::Kind>(&'a self, pet: &types::Pet, s: S) -> impl Future<Output=T>+Send required",
        "TraitItem pets::Pets::has: fn(&self) provided",
        "Impl pets::Pets<u8> for std::sync::Arc<T>: <T:pets::Pets<u8>>",
        "ImplItem pets::Pets<u8> for std::sync::Arc<T>::Error: T::Error",
        "Function shown: fn<S>(s: S)",
        "Bound shown<S>: Copy: ",
        "Bound shown<S>: Send: ",
        "Module types: ",
        "Struct types::Deep: ",
        "Enum types::Kind:  non_exhaustive",
        "Variant types::Kind::A: ",
        "Variant types::Kind::B: (types::Pet,u8)",
        "Variant types::Kind::C: {}",
        "Field types::Kind::C::x: types::Deep",
        "Struct types::New: ()",
        "Field types::New::0: u8",
        "Struct types::Pet: {} with private fields",
        "Field types::Pet::name: other::Maybe<String>",
        "Function types::Pet::new: fn(self, name: impl Into<other::Maybe<String>>) -> Result<Self,types::Deep>",
        "Field types::Pet::r#type: Box<types::Deep>",
        "Alias types::Short: =Vec<types::Pet>",
    ];
    let found = lines(&files);
    for line in &found {
        assert!(expected.contains(&line.as_str()), "too much: {line}");
    }
    for line in expected {
        assert!(
            found.iter().any(|one| one == line),
            "missing: {line}\n{found:#?}"
        );
    }
}

#[test]
fn where_a_type_is_declared_does_not_show() {
    let plain = [
        ("src/lib.rs", "pub mod types; pub fn f(pet: types::Pet) {}"),
        ("src/types.rs", "pub struct Pet;"),
    ];
    let moved = [
        (
            "src/lib.rs",
            "pub mod types; mod pets; use types::*; pub fn f(pet: Pet) {}",
        ),
        ("src/types.rs", "pub use crate::pets::types::Pet;"),
        ("src/pets.rs", "pub mod types { pub struct Pet; }"),
    ];
    assert_eq!(lines(&plain), lines(&moved));
}

#[test]
fn what_cannot_be_seen_is_an_error() {
    let read = |text: &str| {
        items::read(&BTreeMap::from([(
            "src/lib.rs".to_owned(),
            text.to_owned(),
        )]))
    };
    assert!(read("make! { pub struct Pet; }").is_err());
    assert!(read("mod missing;").is_err());
    assert!(read("pub fn f(").is_err());
}

#[test]
fn the_items_of_the_diga_api_are_those_that_its_page_shows() {
    let text = std::fs::read_to_string("../specs/openapi.json").expect("the document");
    let crates = Crates::of("openapi.json", &text, None).expect("crates");
    let items: Vec<String> = crates
        .items()
        .expect("items")
        .iter()
        .map(ToString::to_string)
        .collect();
    for line in [
        "Field server::types::PhoneRegisterResponseSchema::sip_config: counterpart_runtime::Maybe<types::SipConfigResponseSchema>",
        "Variant server::types::SipMediaEncryption::Require: ",
        "Trait server::phones::Phones: ",
        "Variant client::Server::Production: ",
    ] {
        assert!(
            items.iter().any(|one| one == line),
            "missing: {line}\n{items:#?}"
        );
    }
}
