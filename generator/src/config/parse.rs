//! Reads `counterpart.toml`.

use toml::de::DeTable;

use crate::diagnostic::{Code, Diagnostics};
use crate::ir::Profile;
use crate::rust_path;
use crate::source::{FileId, Place};

use super::fetch;
use super::table::{Table, fault};
use super::{Allow, Config, CrateOutput, Filter, Numbers, Runtime, Spanned, closest};

impl Config {
    /// Reads a configuration. `file` is what the places of the diagnostics refer to.
    ///
    /// # Errors
    ///
    /// [`Code::Config`] for every fault of the text: TOML's own, unknown keys (with what was probably meant), values of
    /// a wrong kind, keys that exclude each other.
    pub fn parse(text: &str, file: FileId) -> Result<Self, Diagnostics> {
        let mut faults = Diagnostics::new();
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                faults.push(fault(
                    Place::new(file, span.start, span.end),
                    format!("this is not TOML: {}", error.message()),
                ));
                return Err(faults);
            }
        };
        let config = read(Table::new("", file, table.get_ref()), file, &mut faults);
        if faults.is_empty() {
            Ok(config)
        } else {
            Err(faults)
        }
    }
}

fn read(mut root: Table<'_>, file: FileId, faults: &mut Diagnostics) -> Config {
    let mut config = Config {
        file,
        document: root.string("document", faults),
        root: root.string("root", faults),
        lock: root.string("lock", faults),
        profile: profile(root.string("profile", faults), file, faults),
        derives: derives(root.strings("derives", faults), file, faults),
        derive: derive_at(root.lists("derive", faults), file, faults),
        rename: root.map("rename", faults),
        types: root.map("types", faults),
        formats: root.map("formats", faults),
        secret: root.strings("secret", faults),
        not_secret: root.strings("not_secret", faults),
        ..Config::default()
    };
    let (mut server_output, mut client_output) = (None, None);
    if let Some(mut server) = root.table("server", faults) {
        server_output = Some(output(&mut server, "generated-server", faults));
        config.not_implemented = server
            .boolean("not_implemented", faults)
            .unwrap_or_default();
        server.finish(faults);
    }
    if let Some(mut client) = root.table("client", faults) {
        client_output = Some(output(&mut client, "generated-client", faults));
        client.finish(faults);
    }
    if server_output.is_some() || client_output.is_some() {
        (config.server, config.client) = (server_output, client_output);
    }
    if let Some(runtime) = root.table("runtime", faults) {
        config.runtime = self::runtime(runtime, file, faults);
    }
    if let Some(numbers) = root.table("numbers", faults) {
        config.numbers = self::numbers(numbers, file, faults);
    }
    let include = root.table("include", faults);
    config.include = include.map(|table| filter(table, faults));
    let exclude = root.table("exclude", faults);
    config.exclude = exclude.map(|table| filter(table, faults));
    if let Some(table) = root.table("fetch", faults) {
        config.fetch = fetch::read(table, file, faults);
    }
    for (span, table) in root.tables("allow", faults) {
        config
            .allow
            .extend(allow(table, Place { file, span }, faults));
    }
    for (pointer, path) in config.types.iter().chain(&config.formats) {
        if !(path.value.starts_with("::") && rust_path::is_type(&path.value)) {
            let place = Place {
                file,
                span: path.span,
            };
            let message = format!(
                "`{}`, which is to stand for `{}`, is not the absolute path of a type",
                path.value, pointer.value
            );
            faults.push(fault(place, message).with_help("write it as `::money::Amount`"));
        }
    }
    root.finish(faults);
    config
}

/// Derives of single types.
fn derive_at(
    types: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    file: FileId,
    faults: &mut Diagnostics,
) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
    let types = types.into_iter();
    types
        .map(|(at, paths)| (at, derives(paths, file, faults)))
        .collect()
}

fn derives(
    paths: Vec<Spanned<String>>,
    file: FileId,
    faults: &mut Diagnostics,
) -> Vec<Spanned<String>> {
    for path in &paths {
        if !rust_path::is_derive(&path.value) {
            let place = Place {
                file,
                span: path.span,
            };
            let message = format!("`{}` is not the path of a derive", path.value);
            faults.push(fault(place, message).with_help("write it as `::schemars::JsonSchema`"));
        }
    }
    paths
}

fn profile(
    text: Option<Spanned<String>>,
    file: FileId,
    faults: &mut Diagnostics,
) -> Option<Profile> {
    let text = text?;
    match text.value.as_str() {
        "fastapi" => Some(Profile::FastApi),
        "problem-details" => Some(Profile::ProblemDetails),
        other => {
            let place = Place {
                file,
                span: text.span,
            };
            faults.push(
                fault(place, format!("there is no profile `{other}`"))
                    .with_help("the profiles are `fastapi` and `problem-details`"),
            );
            None
        }
    }
}

fn output(table: &mut Table<'_>, default: &str, faults: &mut Diagnostics) -> CrateOutput {
    let mut text = |key| table.string(key, faults).map(|text| text.value);
    let directory = text("directory").unwrap_or_else(|| default.to_owned());
    let package = text("package").unwrap_or_else(|| default.to_owned());
    CrateOutput { directory, package }
}

fn runtime(mut table: Table<'_>, file: FileId, faults: &mut Diagnostics) -> Runtime {
    let version = table.string("version", faults);
    let path = table.string("path", faults);
    let workspace = table.boolean("workspace", faults).unwrap_or_default();
    table.finish(faults);
    match (version, path, workspace) {
        (None, None, false) => Runtime::OwnVersion,
        (Some(version), None, false) => Runtime::Version(version.value),
        (None, Some(path), false) => Runtime::Path(path.value),
        (None, None, true) => Runtime::Workspace,
        (version, path, _) => {
            let span = version.or(path).map(|text| text.span).unwrap_or_default();
            faults.push(fault(
                Place { file, span },
                "`version`, `path` and `workspace` exclude each other",
            ));
            Runtime::OwnVersion
        }
    }
}

/// `integer = "exact"`, `number = "exact"`; `"native"` is what they are without.
fn numbers(mut table: Table<'_>, file: FileId, faults: &mut Diagnostics) -> Numbers {
    let mut is_exact = |key| {
        let Some(text) = table.string(key, faults) else {
            return false;
        };
        if !matches!(text.value.as_str(), "exact" | "native") {
            let place = Place {
                file,
                span: text.span,
            };
            let message = format!("`{key}` is neither `exact` nor `native`");
            faults.push(fault(place, message));
        }
        text.value == "exact"
    };
    let numbers = Numbers {
        exact_integers: is_exact("integer"),
        exact_numbers: is_exact("number"),
    };
    table.finish(faults);
    numbers
}

fn filter(mut table: Table<'_>, faults: &mut Diagnostics) -> Filter {
    let filter = Filter {
        tags: table.strings("tags", faults),
        paths: table.strings("paths", faults),
        operations: table.strings("operations", faults),
    };
    table.finish(faults);
    filter
}

fn allow(mut table: Table<'_>, place: Place, faults: &mut Diagnostics) -> Option<Allow> {
    let code = table.string("code", faults);
    let at = table.string("at", faults);
    let reason = table.string("reason", faults);
    table.finish(faults);
    let (Some(code), Some(at), Some(reason)) = (code, at, reason) else {
        faults.push(fault(
            place,
            "an accepted diagnostic has a `code`, a place (`at`) and a `reason`",
        ));
        return None;
    };
    let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    if !known.contains(&code.value.as_str()) {
        let place = Place {
            file: place.file,
            span: code.span,
        };
        let unknown = fault(place, format!("there is no code `{}`", code.value));
        faults.push(match closest(&code.value, &known) {
            Some(meant) => unknown.with_help(format!("did you mean `{meant}`?")),
            None => unknown,
        });
        return None;
    }
    Some(Allow {
        code,
        at: at.value,
        reason: reason.value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(String, String)> {
        let faults = Config::parse(text, FileId(0)).unwrap_err();
        let at = |place: Place| {
            let before = &text[..place.span.start as usize];
            let line = before.matches('\n').count() + 1;
            format!(
                "{line}:{}",
                before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1
            )
        };
        faults
            .iter()
            .map(|fault| {
                (
                    at(fault.place),
                    format!(
                        "{}{}",
                        fault.message,
                        fault
                            .help
                            .as_ref()
                            .map(|help| format!("; {help}"))
                            .unwrap_or_default()
                    ),
                )
            })
            .collect()
    }

    #[test]
    fn everything_is_read() {
        let config = Config::parse(
            r##"
document = "specs/openapi.json"
root = "."
lock = "api.lock"
profile = "fastapi"
derives = ["::core::hash::Hash"]
secret = ["#/a"]
[server]
not_implemented = true
[client]
directory = "c"
package = "my-client"
[runtime]
path = "runtime"
[rename]
"#/components/schemas/Pet" = "Animal"
[derive]
"#/components/schemas/Pet" = ["::core::cmp::Eq", "Hash"]
[formats]
duration = "::iso::Duration"
[numbers]
integer = "exact"
[exclude]
paths = ["/internal/*"]
[[allow]]
code = "CP0211"
at = "#/paths/~1pets"
reason = "old"
"##,
            FileId(3),
        )
        .unwrap();
        assert_eq!(
            config.document.as_ref().unwrap().value,
            "specs/openapi.json"
        );
        assert_eq!(config.root.as_ref().unwrap().value, ".");
        assert_eq!(config.profile, Some(Profile::FastApi));
        let server = config.server.as_ref().unwrap();
        assert_eq!(
            (&*server.directory, &*server.package),
            ("generated-server", "generated-server")
        );
        assert!(config.not_implemented);
        assert_eq!(
            (config.numbers.exact_integers, config.numbers.exact_numbers),
            (true, false)
        );
        assert_eq!(config.client.as_ref().unwrap().package, "my-client");
        assert_eq!(config.runtime, Runtime::Path("runtime".to_owned()));
        assert_eq!(config.derive[0].1[1].value, "Hash");
        assert_eq!(config.rename[0].1.value, "Animal");
        assert_eq!(config.exclude.as_ref().unwrap().entries().count(), 1);
        let allow = &config.allow[0];
        assert!(allow.accepts("CP0211", "#/paths/~1pets/get"));
        assert!(!allow.accepts("CP0211", "#/paths/~1petstore/get"));
        assert!(!allow.accepts("CP0210", "#/paths/~1pets/get"));
    }

    #[test]
    fn faults_have_a_place_and_say_what_was_meant() {
        let table = [
            (
                "documnet = 'x'\n",
                "1:1",
                "there is no key `documnet`; did you mean `document`?",
            ),
            (
                "\n[server]\n directry = 'x'\n",
                "3:2",
                "there is no key `directry` in `server`; did you mean `directory`?",
            ),
            (
                "[server]\nzzz = 1",
                "2:1",
                "there is no key `zzz` in `server`; the keys are `directory`, `package`, `not_implemented`",
            ),
            ("document = 3", "1:12", "`document` is not a string"),
            (
                "profile = 'flask'",
                "1:11",
                "there is no profile `flask`; the profiles are `fastapi` and `problem-details`",
            ),
            (
                "[numbers]\nnumber = 'huge'",
                "2:10",
                "`number` is neither `exact` nor `native`",
            ),
            ("secret = [1]", "1:11", "`secret` is not a string"),
            ("[rename]\n'#/a' = 1", "2:9", "`#/a` is not a string"),
            (
                "[[allow]]\ncode = 'CP0211'\nat = '#'",
                "1:1",
                "an accepted diagnostic has a `code`, a place (`at`) and a `reason`",
            ),
            (
                "[[allow]]\ncode = 'CP9211'\nat = '#'\nreason='x'",
                "2:8",
                "there is no code `CP9211`; did you mean `CP0211`?",
            ),
            (
                "[runtime]\npath = 'a'\nversion = '1'",
                "3:11",
                "`version`, `path` and `workspace` exclude each other",
            ),
            (
                "[types]\n'#/a' = '::a::fn'",
                "2:9",
                "`::a::fn`, which is to stand for `#/a`, is not the absolute path of a type; write it as `::money::Amount`",
            ),
            (
                "derives = [\n 'Hash',\n 'no path']",
                "3:2",
                "`no path` is not the path of a derive; write it as `::schemars::JsonSchema`",
            ),
            (
                "[derive]\n'#/a' = 'Hash'",
                "2:9",
                "`#/a` is not an array of strings",
            ),
            (
                "[derive]\n'#/a' = ['Hash', 'no path']",
                "2:18",
                "`no path` is not the path of a derive; write it as `::schemars::JsonSchema`",
            ),
            (
                "derives = 'Hash'",
                "1:11",
                "`derives` is not an array of strings",
            ),
            (
                "[include]\ntag = ['a']",
                "2:1",
                "there is no key `tag` in `include`; did you mean `tags`?",
            ),
            (
                "[runtime]\nverson = '1'",
                "2:1",
                "there is no key `verson` in `runtime`; did you mean `version`?",
            ),
            (
                "[formats]\nx = 'a; fn main() {}'",
                "2:5",
                "`a; fn main() {}`, which is to stand for `x`, is not the absolute path of a type; write it as `::money::Amount`",
            ),
        ];
        for (text, place, message) in table {
            assert_eq!(
                faults(text),
                [(place.to_owned(), message.to_owned())],
                "{text}"
            );
        }
        assert!(faults("a = ")[0].1.starts_with("this is not TOML: "));
    }
}
