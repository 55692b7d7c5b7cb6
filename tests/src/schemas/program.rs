//! The program: for each component of some documents, a function that decodes a text and encodes what came of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, thread};

use counterpart::config::{CrateOutput, Filter, Runtime, Spanned};
use counterpart::source::{Sources, Span};
use counterpart::{Config, Lock, Output, generate};

/// Which crate's type is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The server's. What it reads of a request keeps the rules of its schema.
    Server,
    /// The client's.
    Client,
}

/// Which view of a schema is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// What requests carry.
    Request,
    /// What answers carry.
    Response,
}

/// A value to be decoded and encoded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// The document's number, as it was added.
    pub document: usize,
    /// The component's name.
    pub component: String,
    /// Whose type.
    pub side: Side,
    /// Of which direction.
    pub view: View,
    /// The value, as JSON.
    pub text: String,
}

/// What became of a value: the text that was encoded, or the faults.
pub type Told = Result<String, String>;

/// A workspace with the program and the crates that it is over.
#[derive(Debug)]
pub struct Program {
    folder: PathBuf,
    members: Vec<String>,
    rows: String,
    /// What was generated, by document.
    pub outputs: Vec<Output>,
}

impl Program {
    /// A workspace of this name below the target folder; what an earlier run left there is removed.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn anew(name: &str) -> std::io::Result<Self> {
        let folder = target().join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(folder.join("program/src"))?;
        Ok(Self {
            folder,
            members: Vec::new(),
            rows: String::new(),
            outputs: Vec::new(),
        })
    }

    /// Emits the crates of a document, whose `components` are to be asked for; of the operations those with a tag `only`, if there is one.
    ///
    /// # Errors
    ///
    /// A document that cannot be used, or what the disk says.
    pub fn add(
        &mut self,
        sources: &Sources,
        components: &[String],
        only: Option<&str>,
    ) -> Result<usize, String> {
        let index = self.outputs.len();
        let output = generate(sources, &config(index, only), &Lock::new());
        if output.is_refused() {
            return Err(format!("{:?}", output.diagnostics));
        }
        for file in &output.files {
            let path = self.folder.join(&file.path);
            let folder = path.parent().ok_or("a file stands in a folder")?;
            fs::create_dir_all(folder).map_err(|error| error.to_string())?;
            fs::write(path, &file.text).map_err(|error| error.to_string())?;
        }
        let types = types(&output.lock.to_text());
        for side in [Side::Server, Side::Client] {
            self.members.push(format!("d{index}-{}", side.word()));
            for component in components {
                for view in [View::Request, View::Response] {
                    let Some(name) = types.get(&(component.clone(), view)) else {
                        continue;
                    };
                    let krate = format!("d{index}_{}", side.word());
                    let call = format!("round::<{krate}::types::{name}>");
                    let key = key(index, side, view, component);
                    let _infallible = writeln!(self.rows, "    ({key:?}, {call}),");
                }
            }
        }
        self.outputs.push(output);
        Ok(index)
    }

    /// Builds the program.
    ///
    /// # Errors
    ///
    /// What the disk says, or that the program does not compile.
    pub fn build(&self) -> Result<Built, String> {
        self.cargo(&["build", "--package", "program"])?;
        Ok(Built {
            program: target().join("schemas/debug/program"),
        })
    }

    /// Checks that the crates of these sides compile; the program is not built.
    ///
    /// # Errors
    ///
    /// What the disk says, or that one of them does not.
    pub fn check(&self, sides: &[Side]) -> Result<(), String> {
        let mut command = vec!["check"];
        for member in &self.members {
            if sides.iter().any(|side| member.ends_with(side.word())) {
                command.extend(["--package", member.as_str()]);
            }
        }
        self.cargo(&command)
    }

    fn cargo(&self, command: &[&str]) -> Result<(), String> {
        self.write().map_err(|error| error.to_string())?;
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(command)
            .args(["--quiet", "--offline"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target().join("schemas"))
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("RUSTFLAGS", "-D warnings");
        let status = cargo.status().map_err(|error| error.to_string())?;
        if status.success() {
            return Ok(());
        }
        Err(format!("{} does not compile", self.folder.display()))
    }

    fn write(&self) -> std::io::Result<()> {
        let (mut members, mut crates) = (String::from("\"program\", "), String::new());
        for member in &self.members {
            let _infallible = write!(members, "{member:?}, ");
            let _infallible = writeln!(crates, "{member} = {{ path = \"../{member}\" }}");
        }
        fs::write(
            self.folder.join("Cargo.toml"),
            format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"),
        )?;
        fs::copy(root().join("Cargo.lock"), self.folder.join("Cargo.lock"))?;
        let runtime = root().join("runtime");
        fs::write(
            self.folder.join("program/Cargo.toml"),
            format!(
                "[package]\nname = \"program\"\nedition = \"2024\"\n\n[dependencies]\n{crates}\
                 counterpart-runtime = {{ path = {runtime:?} }}\nserde_json = \"1\"\n"
            ),
        )?;
        let main = include_str!("main.txt").replace("ROWS;", &format!("{}];", self.rows));
        fs::write(self.folder.join("program/src/main.rs"), main)
    }
}

/// A program that can be asked.
#[derive(Debug)]
pub struct Built {
    program: PathBuf,
}

impl Built {
    /// What becomes of each value, in their order.
    ///
    /// # Errors
    ///
    /// That the program ends before it has said all.
    pub fn ask(&self, asks: &[Ask]) -> Result<Vec<Told>, String> {
        let lines: String = (asks.iter())
            .map(|ask| {
                let key = key(ask.document, ask.side, ask.view, &ask.component);
                format!("{}\n", serde_json::json!([key, ask.text]))
            })
            .collect();
        let mut child = Command::new(&self.program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut stdin = child.stdin.take().ok_or("no standard input")?;
        let writer = thread::spawn(move || stdin.write_all(lines.as_bytes()));
        let output = child
            .wait_with_output()
            .map_err(|error| error.to_string())?;
        let _broken = writer.join();
        let text = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;
        let told: Result<Vec<Told>, _> = text.lines().map(serde_json::from_str).collect();
        let told = told.map_err(|error| error.to_string())?;
        match asks.get(told.len()) {
            None => Ok(told),
            Some(ask) => Err(format!("the program ended at {ask:?}: {}", output.status)),
        }
    }
}

impl Side {
    fn word(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Client => "client",
        }
    }
}

impl View {
    fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

fn key(document: usize, side: Side, view: View, component: &str) -> String {
    format!("{document} {} {} {component}", side.word(), view.word())
}

/// The names of the types of components, by component and view, as the lock has them.
fn types(lock: &str) -> BTreeMap<(String, View), String> {
    let mut found = BTreeMap::new();
    for line in lock.lines() {
        let mut words = line.split(' ');
        let (Some(place), Some("type"), Some(name)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        let Some(component) = place.strip_prefix("#/components/schemas/") else {
            continue;
        };
        let (component, views) = match component.rsplit_once("/@") {
            Some((component, "request")) => (component, &[View::Request][..]),
            Some((component, "response")) => (component, &[View::Response][..]),
            _ => (component, &[View::Request, View::Response][..]),
        };
        if component.contains('/') {
            continue;
        }
        for view in views {
            let component = component.replace("~1", "/").replace("~0", "~");
            found.insert((component, *view), name.to_owned());
        }
    }
    found
}

/// What the crates of the document of that number are generated by; the operations of a tag alone, if there is one.
#[must_use]
pub fn config(index: usize, only: Option<&str>) -> Config {
    let [server, client] = [Side::Server, Side::Client].map(|side| CrateOutput {
        package: format!("d{index}-{}", side.word()),
        directory: format!("d{index}-{}", side.word()),
    });
    Config {
        runtime: Runtime::Path(root().join("runtime").to_string_lossy().into_owned()),
        server: Some(server),
        client: Some(client),
        include: only.map(|tag| Filter {
            tags: vec![Spanned {
                value: tag.to_owned(),
                span: Span::default(),
            }],
            ..Filter::default()
        }),
        ..Config::default()
    }
}

/// The repository.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

fn target() -> PathBuf {
    let folder = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(folder)
}
