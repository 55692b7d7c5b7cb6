//! Everything that can be referred to, and what an id leads to through all references.

use super::arena::{Arena, Id};
use super::operation::{
    Header, Operation, Parameter, PathItem, RequestBody, Response, SecurityScheme,
};
use super::reference::{DeadEnd, OrRef, Reference};
use super::schema::Schema;
use super::{At, Document};

/// Everything of a document that can be referred to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arenas {
    pub(super) schemas: Arena<Schema>,
    pub(super) path_items: Arena<PathItem>,
    pub(super) operations: Arena<OrRef<Operation>>,
    pub(super) parameters: Arena<OrRef<Parameter>>,
    pub(super) request_bodies: Arena<OrRef<RequestBody>>,
    pub(super) responses: Arena<OrRef<Response>>,
    pub(super) headers: Arena<OrRef<Header>>,
    pub(super) security_schemes: Arena<OrRef<SecurityScheme>>,
}

/// What an id leads to, through all references.
#[derive(Debug)]
pub(crate) struct Found<'d, T> {
    /// The object.
    pub(crate) object: &'d T,
    /// The first reference on the way. What is written beside it counts more than what the object says.
    pub(crate) reference: Option<&'d Reference<T>>,
}

/// What a Reference Object may stand for.
pub(crate) trait Referable: Sized {
    /// What it is, with its article: "a parameter".
    const WHAT: &'static str;

    /// Where its kind is kept.
    fn arena(arenas: &Arenas) -> &Arena<OrRef<Self>>;

    /// Where its kind is kept.
    fn arena_mut(arenas: &mut Arenas) -> &mut Arena<OrRef<Self>>;
}

macro_rules! referable {
    ($($type:ident, $what:literal, $field:ident;)+) => {
        $(impl Referable for $type {
            const WHAT: &'static str = $what;

            fn arena(arenas: &Arenas) -> &Arena<OrRef<Self>> {
                &arenas.$field
            }

            fn arena_mut(arenas: &mut Arenas) -> &mut Arena<OrRef<Self>> {
                &mut arenas.$field
            }
        })+
    };
}

referable! {
    Operation, "an operation", operations;
    Parameter, "a parameter", parameters;
    RequestBody, "a request body", request_bodies;
    Response, "a response", responses;
    Header, "a header", headers;
    SecurityScheme, "a security scheme", security_schemes;
}

impl Document {
    /// What `id` leads to, through all references.
    ///
    /// # Errors
    ///
    /// Where there is no object at the end of them.
    pub(crate) fn follow<T: Referable>(&self, id: Id<OrRef<T>>) -> Result<Found<'_, T>, DeadEnd> {
        let arena = T::arena(&self.arenas);
        let mut reference: Option<&Reference<T>> = None;
        let mut id = id;
        // More steps than there are places lead in a circle.
        for _ in 0..=arena.len() {
            match arena.get(id) {
                OrRef::Here(object) => return Ok(Found { object, reference }),
                OrRef::Unreadable(at) => return Err(DeadEnd::Misshapen { at: at.clone() }),
                OrRef::Ref(next) => {
                    id = next.link.id()?;
                    reference.get_or_insert(next);
                }
            }
        }
        Err(match reference {
            Some(first) => first.link.circle(),
            None => DeadEnd::Misshapen { at: At::default() },
        })
    }
}
