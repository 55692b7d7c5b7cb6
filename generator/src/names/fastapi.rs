//! FastAPI's operationIds: the function's name, the path, the method.

use crate::ir::Method;

/// The operationId without the tail that `fastapi.utils.generate_unique_id` appends: the path with `_` for everything
/// that is no letter, digit or underscore, then the method in lower case. A route of several methods has the first of
/// them in each of its ids. `None` where there is no such tail, or nothing before it.
pub(super) fn without_tail<'i>(operation_id: &'i str, path: &str) -> Option<&'i str> {
    let before_method = Method::ALL.iter().find_map(|method| {
        operation_id
            .strip_suffix(method.as_str().to_ascii_lowercase().as_str())?
            .strip_suffix('_')
    })?;
    let tail: String = path
        .chars()
        .map(|character| {
            if character.is_alphanumeric() {
                character
            } else {
                '_'
            }
        })
        .collect();
    before_method
        .strip_suffix(tail.as_str())
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails() {
        let table = [
            (
                "update_sip_config_v1_phone__phone_id__sip_config_patch",
                "/v1/phone/{phone_id}/sip-config",
                Some("update_sip_config"),
            ),
            ("read_items_items__get", "/items/", Some("read_items")),
            ("root__get", "/", Some("root")),
            ("proxy_x_get", "/x", Some("proxy")),
            ("_items_get", "/items", None),
            ("update_sip_config", "/v1/phone", None),
            ("list_pets_get", "/dogs", None),
        ];
        for (id, path, expected) in table {
            assert_eq!(without_tail(id, path), expected, "{id}");
        }
    }
}
