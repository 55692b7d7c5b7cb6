//! The servers of the document's root.

use super::Lowerer;
use crate::diagnostic::{Code, Diagnostic, Effect};
use crate::document;
use crate::ir::{Called, Docs, Origin, Root, Server, ServerVariable, Whence};

impl Lowerer<'_> {
    /// Lowers the servers of the root. One whose variables are not all defined has no URL, and is left out.
    pub(super) fn servers(&mut self) {
        let document = self.document;
        for server in &document.servers {
            match self.server(server) {
                Ok(server) => self.api.servers.push(server),
                Err(message) => self.diagnostics.push(
                    Diagnostic::new(
                        Code::ServerVariables,
                        server.at.place,
                        server.at.pointer.clone(),
                        message,
                    )
                    .with_effect(Effect::Ignored("the server".to_owned())),
                ),
            }
        }
    }

    fn server(&mut self, server: &document::Server) -> Result<Server, String> {
        let names = variables(&server.url)?;
        let undefined = names
            .iter()
            .find(|name| server.variables.iter().all(|known| known.name != **name));
        if let Some(name) = undefined {
            return Err(format!(
                "the URL has a variable `{name}` that is not defined"
            ));
        }
        for variable in &server.variables {
            self.check_variable(variable, &names);
        }
        let used = server
            .variables
            .iter()
            .filter(|one| names.contains(&one.name.as_str()));
        let name = server.name.clone().or_else(|| server.description.clone());
        let same = self.api.servers.iter().filter(|one| one.url == server.url);
        Ok(Server {
            url: server.url.clone(),
            variables: used.map(variable).collect(),
            origin: Origin {
                whence: Whence::of(Root::Server {
                    url: server.url.clone(),
                    nth: u32::try_from(same.count()).unwrap_or(u32::MAX),
                }),
                pointer: server.at.pointer.clone(),
                place: server.at.place,
                called: Called::Like(name.unwrap_or_else(|| host(&server.url).to_owned())),
            },
            docs: Docs {
                title: server.name.clone(),
                description: server.description.clone(),
                deprecated: false,
            },
        })
    }

    fn check_variable(&mut self, variable: &document::ServerVariable, names: &[&str]) {
        let name = &variable.name;
        let (message, effect) = if !names.contains(&name.as_str()) {
            let effect = Effect::Ignored("the variable".to_owned());
            (format!("the URL has no variable `{name}`"), effect)
        } else if !variable.values.is_empty() && !variable.values.contains(&variable.default) {
            (
                format!("the default of `{name}` is not one of its values"),
                Effect::None,
            )
        } else {
            return;
        };
        let at = &variable.at;
        self.diagnostics.push(
            Diagnostic::new(Code::ServerVariables, at.place, at.pointer.clone(), message)
                .with_effect(effect),
        );
    }
}

fn variable(variable: &document::ServerVariable) -> ServerVariable {
    ServerVariable {
        wire: variable.name.clone(),
        default: variable.default.clone(),
        values: variable.values.clone(),
        docs: Docs {
            title: None,
            description: variable.description.clone(),
            deprecated: false,
        },
    }
}

/// The names in braces.
fn variables(url: &str) -> Result<Vec<&str>, String> {
    let mut names = Vec::new();
    let mut rest = url;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return Err("the URL has a `{` without a `}`".to_owned());
        };
        if literal.contains('}') {
            return Err("the URL has a `}` without a `{`".to_owned());
        }
        if !names.contains(&name) {
            names.push(name);
        }
        rest = after;
    }
    if rest.contains('}') {
        return Err("the URL has a `}` without a `{`".to_owned());
    }
    Ok(names)
}

/// The host of an absolute URL, the whole text of a relative one.
fn host(url: &str) -> &str {
    match url.split_once("://") {
        Some((_, rest)) => rest.split(['/', ':', '?']).next().unwrap_or(rest),
        None => url,
    }
}

#[cfg(test)]
mod tests {
    use super::{host, variables};

    #[test]
    fn variables_of_urls() {
        assert_eq!(variables("https://{a}.x/{b}/{a}").unwrap(), ["a", "b"]);
        assert_eq!(variables("/v1").unwrap(), [""; 0]);
        for url in ["https://{a", "https://a}", "a}{b}"] {
            assert!(variables(url).is_err(), "{url}");
        }
    }

    #[test]
    fn hosts() {
        assert_eq!(host("https://api.diga.io:8443/v1"), "api.diga.io");
        assert_eq!(host("/v1"), "/v1");
    }
}
