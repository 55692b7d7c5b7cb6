//! Whether the IR and the names are what the passes promise emitters.

use super::{Cx, EmitError};
use crate::ir::{Shape, TypeDef};
use crate::rust_path;

/// Whether what the passes promise the emitters is so: an identifier and documentation for every part, no empty enum;
/// and paths where the configuration has paths.
pub(super) fn check(cx: &Cx<'_>) -> Result<(), EmitError> {
    let of_types = cx.config.derive.values().flatten();
    for path in cx.config.derives.iter().chain(of_types) {
        if !rust_path::is_derive(path) {
            return Err(EmitError::Inconsistent {
                what: format!("a derive that is no path (`{path}`)"),
            });
        }
    }
    for (id, def) in cx.types() {
        let complain = |what: &str| {
            Err(EmitError::Inconsistent {
                what: format!("{what} ({})", def.origin.pointer),
            })
        };
        if cx.names.of_type(id).is_empty() {
            return complain("a type without a name");
        }
        let parts = part_count(def);
        if cx.names.of_parts(id).len() != parts || def.parts.len() != parts {
            return complain("a type whose parts have no names or no documentation");
        }
        match &def.shape {
            Shape::StringEnum(shape) if shape.values.is_empty() => {
                return complain("an enum without values");
            }
            Shape::IntegerEnum(shape) if shape.values.is_empty() => {
                return complain("an enum without values");
            }
            Shape::Union(shape) if shape.variants.is_empty() => {
                return complain("a union without variants");
            }
            _ => {}
        }
    }
    Ok(())
}

fn part_count(def: &TypeDef) -> usize {
    match &def.shape {
        Shape::Struct(shape) => shape.members.len(),
        Shape::StringEnum(shape) => shape.values.len(),
        Shape::IntegerEnum(shape) => shape.values.len(),
        Shape::ValueEnum(shape) => shape.values.len(),
        Shape::Union(shape) => shape.variants.len(),
        Shape::Alias(_) | Shape::Newtype(_) | Shape::Tuple(_) => 0,
    }
}
