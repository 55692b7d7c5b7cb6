//! The trunks, and what each method does to them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::messages::Fields;
use crate::rules::{self, Mode, message, text, texts};
use crate::twirp::{Error, Method, Side, Verb};

/// The trunks by their ids, in the order in which they are listed.
#[derive(Default)]
pub(crate) struct Store {
    inbound: BTreeMap<String, Fields>,
    outbound: BTreeMap<String, Fields>,
    created: u64,
}

impl Store {
    /// All trunks of one kind.
    pub(crate) fn trunks(&self, side: Side) -> &BTreeMap<String, Fields> {
        match side {
            Side::Inbound => &self.inbound,
            Side::Outbound => &self.outbound,
        }
    }

    /// Keeps a trunk under this id, without any check.
    pub(crate) fn put(&mut self, side: Side, id: &str, mut trunk: Fields) {
        trunk.insert("sip_trunk_id".to_owned(), id.into());
        let trunks = match side {
            Side::Inbound => &mut self.inbound,
            Side::Outbound => &mut self.outbound,
        };
        trunks.insert(id.to_owned(), trunk);
    }

    /// Runs a method: its answer, and nothing is changed where there is none.
    pub(crate) fn run(
        &mut self,
        method: &Method,
        request: &Fields,
        mode: Mode,
    ) -> Result<Fields, Error> {
        if mode.without_redis {
            return Err(Error::no_redis());
        }
        match method.verb {
            Verb::Create => self.create(method.side, request, mode),
            Verb::Get => self.get(method.side, request),
            Verb::List => Ok(self.list(method.side, request)),
            Verb::Update => self.update(method.side, request, mode),
            Verb::Delete => self.delete(request),
        }
    }

    fn create(&mut self, side: Side, request: &Fields, mode: Mode) -> Result<Fields, Error> {
        let trunk =
            message(request, "trunk").ok_or_else(|| Error::invalid_argument("missing trunk"))?;
        if !text(trunk, "sip_trunk_id").is_empty() {
            return Err(Error::invalid_argument("trunk id must not be set"));
        }
        rules::check_trunk(side, trunk, mode).map_err(rules::Fault::of_request)?;
        if side == Side::Inbound {
            rules::check_conflicts(self.sharing(trunk).chain([("", trunk)]))?;
        }
        self.created += 1;
        let id = format!("ST_{:012}", self.created);
        self.put(side, &id, trunk.clone());
        self.load(side, &id)
    }

    fn get(&self, side: Side, request: &Fields) -> Result<Fields, Error> {
        let id = text(request, "sip_trunk_id");
        if id.is_empty() {
            return Err(Error::invalid_argument("trunk ID is required"));
        }
        let trunk = self.load(side, id)?;
        Ok(Fields::from_iter([("trunk".to_owned(), trunk.into())]))
    }

    fn load(&self, side: Side, id: &str) -> Result<Fields, Error> {
        self.trunks(side)
            .get(id)
            .cloned()
            .ok_or_else(Error::not_found)
    }

    fn list(&self, side: Side, request: &Fields) -> Fields {
        let trunks = self.trunks(side);
        let ids = texts(request, "trunk_ids");
        let page = message(request, "page");
        let after = page.map_or("", |page| text(page, "after_id"));
        let limit = page
            .and_then(|page| page.get("limit"))
            .and_then(Value::as_u64)
            .filter(|limit| *limit != 0);
        let limit = limit
            .and_then(|limit| usize::try_from(limit).ok())
            .unwrap_or(usize::MAX);
        let found: Vec<&Fields> = if ids.is_empty() {
            trunks
                .iter()
                .filter(|(id, _)| id.as_str() > after)
                .map(|(_, trunk)| trunk)
                .collect()
        } else {
            ids.iter().filter_map(|id| trunks.get(*id)).collect() // in the order asked for; the missing are left out
        };
        let numbers = texts(request, "numbers");
        let items = found
            .into_iter()
            .filter(|trunk| has_number(side, trunk, &numbers));
        let items: Value = items
            .take(limit)
            .map(|trunk| Value::Object(trunk.clone()))
            .collect();
        Fields::from_iter([("items".to_owned(), items)])
    }

    fn update(&mut self, side: Side, request: &Fields, mode: Mode) -> Result<Fields, Error> {
        let id = text(request, "sip_trunk_id");
        if id.is_empty() {
            return Err(Error::invalid_argument("trunk id must be set"));
        }
        let trunk = match (message(request, "replace"), message(request, "update")) {
            (Some(replacement), _) => self.replaced(side, id, replacement, mode)?,
            (None, Some(update)) => self.updated(side, id, update, mode)?,
            (None, None) => {
                return Err(Error::invalid_argument(
                    "missing or unsupported update action",
                ));
            }
        };
        if side == Side::Inbound {
            // LiveKit looks among the trunks that share the new numbers, as they are kept: a trunk whose number is only now
            // another's is not among them, so that conflict goes unseen, until the next update.
            let sharing = self
                .sharing(&trunk)
                .map(|(other, kept)| (other, if other == id { &trunk } else { kept }));
            rules::check_conflicts(sharing)?;
        }
        self.put(side, id, trunk);
        self.load(side, id)
    }

    fn replaced(
        &self,
        side: Side,
        id: &str,
        replacement: &Fields,
        mode: Mode,
    ) -> Result<Fields, Error> {
        let given = text(replacement, "sip_trunk_id");
        if !given.is_empty() && given != id {
            return Err(Error::invalid_argument(
                "trunk id in the info must be empty or match the id in the update",
            ));
        }
        rules::check_trunk(side, replacement, mode).map_err(rules::Fault::of_request)?;
        self.load(side, id)?;
        Ok(replacement.clone())
    }

    fn updated(&self, side: Side, id: &str, update: &Fields, mode: Mode) -> Result<Fields, Error> {
        rules::check_update(update).map_err(rules::Fault::of_request)?;
        let mut trunk = self.load(side, id)?;
        rules::apply(&mut trunk, update, mode);
        rules::check_trunk(side, &trunk, mode).map_err(rules::Fault::of_merged)?;
        Ok(trunk)
    }

    /// The inbound trunks that take one of a trunk's numbers.
    fn sharing<'a>(&'a self, trunk: &'a Fields) -> impl Iterator<Item = (&'a str, &'a Fields)> {
        let numbers = texts(trunk, "numbers");
        let kept = self.inbound.iter().map(|(id, kept)| (id.as_str(), kept));
        kept.filter(move |(_, kept)| has_number(Side::Inbound, kept, &numbers))
    }

    /// Deletes whichever trunk has the id; that there is none is no error.
    fn delete(&mut self, request: &Fields) -> Result<Fields, Error> {
        let id = text(request, "sip_trunk_id");
        if id.is_empty() {
            return Err(Error::invalid_argument("trunk ID is required"));
        }
        self.inbound.remove(id);
        self.outbound.remove(id);
        Ok(Fields::from_iter([("sip_trunk_id".to_owned(), id.into())]))
    }
}

/// Whether a trunk has one of the numbers; one without numbers has them all, and without numbers to look for all trunks match.
fn has_number(side: Side, trunk: &Fields, numbers: &[&str]) -> bool {
    let own = texts(trunk, "numbers");
    let same = |one: &str, other: &str| {
        one == other
            || (side == Side::Inbound && rules::normalised(one) == rules::normalised(other))
    };
    numbers.is_empty()
        || own.is_empty()
        || own
            .iter()
            .any(|one| numbers.iter().any(|other| same(one, other)))
}
