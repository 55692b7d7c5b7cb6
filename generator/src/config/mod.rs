//! `counterpart.toml`: what a project wants of its output.
//!
//! ```toml
//! document = "specs/openapi.json"
//! root = "specs"                      # files outside of this folder are not read; without it the document's own
//! profile = "fastapi"                 # or "problem-details"; inferred without it
//!
//! [server]
//! directory = "generated-server"            # relative to this file, as all paths are
//! package = "generated-server"
//! not_implemented = true              # operations left out by the implementor answer 501
//!
//! [client]
//! directory = "generated-client"
//!
//! [runtime]
//! path = "runtime"                    # or version = "0.1", or workspace = true
//!
//! [rename]                            # types and values in UpperCamelCase; fields and operations in snake_case
//! "#/components/schemas/Pet" = "Animal"
//!
//! [[allow]]
//! code = "CP0211"
//! at = "#/paths/~1pets/get"           # that place, and what is below it
//! reason = "the XML twin is not used"
//!
//! [fetch]
//! hosts = ["example.com"]             # from where `counterpart fetch` brings what references with a URL lead to
//! ```
//!
//! Unknown keys are errors. Further keys: `lock`, `secret`, `not_secret`, `derives`, and the tables `derive`
//! (place → derives), `types` (place → type), `formats` (format → type), `numbers` (`integer`, `number`), `include`, `exclude` (`tags`, `paths`, `operations`).

mod fetch;
mod filter;
mod parse;
mod suggest;
mod table;

use crate::ir::Profile;
use crate::source::{FileId, Place, Span};

pub use fetch::{Fetch, Host};
pub use filter::Filter;
pub use suggest::closest;

/// What a project wants of its output.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file of which the spans are, for diagnostics.
    pub file: FileId,
    /// The root document.
    pub document: Option<Spanned<String>>,
    /// The folder within which references lead to files; the root document's own without it.
    pub root: Option<Spanned<String>>,
    /// The lock; `counterpart.lock` without it.
    pub lock: Option<Spanned<String>>,
    /// The profile; inferred without it.
    pub profile: Option<Profile>,
    /// The server's crate. In the file, naming one of the two crates leaves out the other.
    pub server: Option<CrateOutput>,
    /// The client's crate.
    pub client: Option<CrateOutput>,
    /// Where the generated crates find `counterpart-runtime`.
    pub runtime: Runtime,
    /// Operations that the implementor leaves out answer 501.
    pub not_implemented: bool,
    /// Derives for every type of the document, by path.
    pub derives: Vec<Spanned<String>>,
    /// Places of schemas, and derives for the types of those alone, by path.
    pub derive: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    /// Places and the names that they get.
    pub rename: Vec<(Spanned<String>, Spanned<String>)>,
    /// Places of schemas, and the types that stand for them, by absolute path.
    pub types: Vec<(Spanned<String>, Spanned<String>)>,
    /// Formats of strings, and the types that stand for them, by absolute path.
    pub formats: Vec<(Spanned<String>, Spanned<String>)>,
    /// How numbers are kept whose size the document does not say.
    pub numbers: Numbers,
    /// Places of strings that no `Debug` shows.
    pub secret: Vec<Spanned<String>>,
    /// Places of strings that any `Debug` may show.
    pub not_secret: Vec<Spanned<String>>,
    /// The operations that are emitted; without it all.
    pub include: Option<Filter>,
    /// The operations that are not emitted.
    pub exclude: Option<Filter>,
    /// Accepted diagnostics.
    pub allow: Vec<Allow>,
    /// What may be fetched from the network.
    pub fetch: Fetch,
}

/// A crate that is written.
#[derive(Clone, Debug)]
pub struct CrateOutput {
    /// Its folder, relative to the configuration's.
    pub directory: String,
    /// The package's name.
    pub package: String,
}

/// Where the generated crates find `counterpart-runtime`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Runtime {
    /// This version, which is the generator's own unless the configuration says another.
    #[default]
    OwnVersion,
    /// Another version.
    Version(String),
    /// A folder, relative to the configuration's.
    Path(String),
    /// The workspace's dependency of that name.
    Workspace,
}

/// How numbers are kept whose size the document does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Integers by all their digits, instead of 64 bits.
    pub exact_integers: bool,
    /// Numbers by all their digits, instead of doubles.
    pub exact_numbers: bool,
}

/// A diagnostic that is accepted: it is still shown as accepted in the report, and does not stop `--strict`.
#[derive(Clone, Debug)]
pub struct Allow {
    /// Its code, `CP0211`.
    pub code: Spanned<String>,
    /// Where: that place, and what is below it.
    pub at: String,
    /// Why.
    pub reason: String,
}

/// A value of the configuration, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl CrateOutput {
    fn called(name: &str) -> Self {
        Self {
            directory: name.to_owned(),
            package: name.to_owned(),
        }
    }
}

impl Default for Config {
    /// Both crates, in `generated-server` and `generated-client`, and nothing out of the ordinary.
    fn default() -> Self {
        Self {
            file: FileId::default(),
            document: None,
            root: None,
            lock: None,
            profile: None,
            server: Some(CrateOutput::called("generated-server")),
            client: Some(CrateOutput::called("generated-client")),
            runtime: Runtime::default(),
            not_implemented: false,
            derives: Vec::new(),
            derive: Vec::new(),
            rename: Vec::new(),
            types: Vec::new(),
            formats: Vec::new(),
            numbers: Numbers::default(),
            secret: Vec::new(),
            not_secret: Vec::new(),
            include: None,
            exclude: None,
            allow: Vec::new(),
            fetch: Fetch::default(),
        }
    }
}

impl Config {
    /// The place of a span of the configuration.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place {
            file: self.file,
            span,
        }
    }
}

impl Allow {
    /// Whether it accepts a diagnostic of that code at that place.
    #[must_use]
    pub fn accepts(&self, code: &str, pointer: &str) -> bool {
        let below = pointer.strip_prefix(self.at.as_str());
        self.code.value == code
            && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}
