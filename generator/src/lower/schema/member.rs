//! The members of an object: presence, direction, documentation, secrets.

use crate::document::{At, Schema};
use crate::ir::{Called, Docs, Member, Origin, Part, Presence, Step, Ty, TypeId};
use crate::source::{Place, pointer};

use super::Lowerer;
use super::define::{Scope, docs, part_pointer};
use super::state::PendingDefault;

/// A property, and whose it is.
pub(super) struct MemberSchema<'s> {
    pub(super) owner: TypeId,
    pub(super) owner_at: &'s At,
    pub(super) index: usize,
    pub(super) name: &'s str,
    pub(super) place: Place,
    pub(super) schema: &'s Schema,
    pub(super) required: bool,
}

impl Lowerer<'_> {
    pub(super) fn member(&mut self, member: &MemberSchema<'_>) -> (Member, Part) {
        let object = match member.schema {
            Schema::Object(object) => Some(&**object),
            _ => None,
        };
        let whence = (self.whence_of(member.owner)).then(Step::Member(member.name.to_owned()));
        let scope = self.brought(member.schema, Scope::new(whence.clone()));
        let mut ty = self.use_of(member.schema, &scope);
        if is_secret_name(member.name) {
            ty = secret(ty);
        }
        if let Some(object) = object {
            if let (Some(value), false) = (&object.default, member.required) {
                self.schemas.default_later(PendingDefault {
                    owner: member.owner,
                    member: member.index,
                    ty: ty.clone(),
                    value: value.clone(),
                    pointer: pointer::join(&object.at.pointer, "default"),
                });
            }
        }
        let direction = self.direction(member.schema, member.name);
        let fixed = object.and_then(|object| object.rust_name.clone());
        let part = Part {
            origin: Origin {
                whence,
                pointer: part_pointer(member.owner_at, "properties", member.name),
                place: member.place,
                called: fixed.map_or(Called::ByPlace, Called::Fixed),
            },
            docs: object.map_or_else(Docs::default, docs),
        };
        let member = Member {
            wire: member.name.to_owned(),
            ty,
            presence: if member.required {
                Presence::Required
            } else {
                Presence::Optional(None)
            },
            read_only: direction.read_only,
            write_only: direction.write_only,
        };
        (member, part)
    }
}

/// Whether a member of this name holds a password. Narrow on purpose: a `password_hint` is shown, a `token` may be a
/// token of text.
fn is_secret_name(name: &str) -> bool {
    let mut last = String::new();
    for (index, character) in name.char_indices() {
        let follows_lower = (name.get(..index))
            .and_then(|before| before.chars().next_back())
            .is_some_and(char::is_lowercase);
        if !character.is_alphanumeric() || (character.is_uppercase() && follows_lower) {
            last.clear();
        }
        if character.is_alphanumeric() {
            last.extend(character.to_lowercase());
        }
    }
    matches!(last.as_str(), "password" | "passwd" | "passphrase")
}

/// A string as a secret; anything else as it is.
fn secret(ty: Ty) -> Ty {
    match ty {
        Ty::String => Ty::Secret,
        Ty::Nullable(inner) => Ty::Nullable(Box::new(secret(*inner))),
        Ty::Ruled(inner, rules) => Ty::Ruled(Box::new(secret(*inner)), rules),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::is_secret_name;

    #[test]
    fn passwords_are_known_by_the_last_word() {
        let table = [
            ("password", true),
            ("Password", true),
            ("PASSWORD", true),
            ("sip_password", true),
            ("sipPassword", true),
            ("sip-password", true),
            ("new password", true),
            ("passphrase", true),
            ("db.passwd", true),
            ("password_hint", false),
            ("passwordHint", false),
            ("password2", false),
            ("has_passwords", false),
            ("token", false),
            ("", false),
            ("\u{e4}password", false),
        ];
        for (name, expected) in table {
            assert_eq!(is_secret_name(name), expected, "{name}");
        }
    }
}
