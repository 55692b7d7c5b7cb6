//! The two views of one schema: which of them has the schema's own name, and what the other one is called.

use std::collections::BTreeMap;

use crate::ir::{Api, TypeDef, View, Whence};
use crate::lock::{Key, Lock, Role};

/// Of each type that has a second view beside it: where the first one stands.
pub(super) struct Views(BTreeMap<usize, usize>);

impl Views {
    /// Responses come first; with a lock, what was there first.
    pub(super) fn of(api: &Api, lock: &Lock) -> Self {
        let mut pairs: BTreeMap<&Whence, [Option<usize>; 2]> = BTreeMap::new();
        for (index, def) in api.types.iter().enumerate() {
            let pair = pairs.entry(&def.origin.whence).or_default();
            match (def.view, pair) {
                (View::Whole, _) => {}
                (View::Response, [response, _]) => *response = Some(index),
                (View::Request, [_, request]) => *request = Some(index),
            }
        }
        let recorded = |index: usize| {
            let place = api.types.get(index)?.key().to_string();
            let role = Role::Type;
            lock.get(&Key { place, role })
        };
        let seconds = pairs.into_values().filter_map(|pair| {
            let [Some(response), Some(request)] = pair else {
                return None;
            };
            let is_request_first = match (recorded(response), recorded(request)) {
                (None, Some(_)) => true,
                (Some(of_response), Some(of_request)) => {
                    of_response != of_request && of_response.starts_with(of_request)
                }
                (_, None) => false,
            };
            Some(if is_request_first {
                (response, request)
            } else {
                (request, response)
            })
        });
        Self(seconds.collect())
    }

    /// The type that has the schema's own name, if this is the other one.
    pub(super) fn first(&self, index: usize) -> Option<usize> {
        self.0.get(&index).copied()
    }
}

/// What the second view is called, beside a first one of that name.
pub(super) fn second_name(def: &TypeDef, first: &str) -> String {
    let suffix = match def.view {
        View::Response => "Output",
        View::Request | View::Whole => "Input",
    };
    format!("{first}{suffix}")
}
