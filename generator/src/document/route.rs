//! What is on the paths: the operations of the document, wherever they stand.

use super::arena::Arena;
use super::{
    At, DeadEnd, Document, Header, HeaderId, Operation, Parameter, ParameterId, PathItem,
    PathItemId, RequestBody, RequestBodyId, Response, ResponseId, Route, Server,
};

/// A path, and everything that its path item and those it refers to say about it.
#[derive(Clone, Debug, Default)]
pub struct Path {
    /// Where it stands; the place is of its key.
    pub at: At,
    /// Its operations: its own first, then those of the path item that it refers to, and so on; each method once.
    pub routes: Vec<Route>,
    /// `parameters` of all of them.
    pub parameters: Vec<ParameterId>,
    /// `servers` of all of them.
    pub servers: Vec<Server>,
}

impl Path {
    /// What `id` comes to, and why not everything, if a reference on the way leads nowhere.
    pub(super) fn of(id: PathItemId, items: &Arena<PathItem>) -> (Self, Option<DeadEnd>) {
        let mut path = Path {
            at: items.get(id).at.clone(),
            ..Path::default()
        };
        let mut seen = vec![id];
        let mut item = items.get(id);
        loop {
            path.add(item);
            let Some(link) = &item.reference else {
                return (path, None);
            };
            match link.id() {
                Ok(next) if seen.contains(&next) => return (path, Some(link.circle())),
                Ok(next) => {
                    seen.push(next);
                    item = items.get(next);
                }
                Err(dead_end) => return (path, Some(dead_end)),
            }
        }
    }

    /// Adds what a path item says; what is there stays.
    fn add(&mut self, item: &PathItem) {
        for route in &item.routes {
            if self.routes.iter().all(|known| known.method != route.method) {
                self.routes.push(route.clone());
            }
        }
        self.parameters.extend(&item.parameters);
        self.servers.extend(item.servers.iter().cloned());
    }
}

impl Document {
    /// The operation of `route`.
    ///
    /// # Errors
    ///
    /// Where something else stands there, or a reference that leads to none.
    pub fn operation(&self, route: &Route) -> Result<&Operation, DeadEnd> {
        self.follow(route.id).map(|found| found.object)
    }

    /// The parameter `id`, through all references.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn parameter(&self, id: ParameterId) -> Result<&Parameter, DeadEnd> {
        self.follow(id).map(|found| found.object)
    }

    /// The body `id`, through all references.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn request_body(&self, id: RequestBodyId) -> Result<&RequestBody, DeadEnd> {
        self.follow(id).map(|found| found.object)
    }

    /// The answer `id`, through all references.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn response(&self, id: ResponseId) -> Result<&Response, DeadEnd> {
        self.follow(id).map(|found| found.object)
    }

    /// The header `id`, through all references.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn header(&self, id: HeaderId) -> Result<&Header, DeadEnd> {
        self.follow(id).map(|found| found.object)
    }

    /// Leaves out the operations of which `keep` says so; it is given the path, the route, and what stands there, if it
    /// can be read.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &Route, Option<&Operation>) -> bool) {
        let mut paths = std::mem::take(&mut self.paths);
        for (text, path) in &mut paths {
            (path.routes).retain(|route| keep(text, route, self.operation(route).ok()));
        }
        self.paths = paths;
    }

    /// How many operations there are.
    #[must_use]
    pub fn operations(&self) -> usize {
        self.paths.values().map(|path| path.routes.len()).sum()
    }
}
