//! What a generated server answers to values that keep rules, and to values that break them: `cargo xtask schemas rules`.
//!
//! `record.py` asked FastAPI: `openapi.json` is the document that it writes of some models, `answers.jsonl` what it answers. A server generated from that
//! document is asked the same with FastAPI's profile, and with problem details.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, thread};

use counterpart::ir::Profile;
use counterpart::source::Sources;
use counterpart::{Lock, generate};
use counterpart_tests::schemas::program::config;
use serde_json::{Value, json};

/// The types of pydantic in whose place we say another, and why.
const OTHERS: [(&str, &str); 3] = [
    ("int_parsing", TEXT),
    ("float_parsing", TEXT),
    ("bool_parsing", TEXT),
];

const TEXT: &str =
    "a text in a body is no number and no boolean, whatever it says: what is wrong is its kind";

/// The profiles, and the packages of their servers.
const PROFILES: [(Profile, &str); 2] = [
    (Profile::FastApi, "d0-server"),
    (Profile::ProblemDetails, "d1-server"),
];

#[test]
fn a_generated_server_says_of_each_rule_what_fastapi_says() {
    let recorded: Vec<Value> = (include_str!("answers.jsonl").lines().skip(1))
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let program = built();
    let mut failures = Vec::new();
    let mut kinds = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for (_, package) in PROFILES {
        let told = ask(&program, package, &recorded);
        for (line, (status, body)) in recorded.iter().zip(&told) {
            let wrong = if package == "d0-server" {
                as_fastapi(line, *status, body, &mut kinds)
            } else {
                as_problem(line, *status, body, &mut codes)
            };
            if let Some(why) = wrong {
                let asked = json!([line["path"], line["body"]]);
                failures.push(format!("{asked}: {why}"));
            }
        }
    }
    for failure in &failures {
        println!("{failure}");
    }
    println!(
        "{} answers, {} types of pydantic, {} codes, {} wrong",
        recorded.len(),
        kinds.len(),
        codes.len(),
        failures.len()
    );
    assert!(failures.is_empty());
    assert!(recorded.len() >= 200 && kinds.len() >= 30, "{kinds:?}");
}

/// Type, place and message of each fault are those of FastAPI; faults beyond stand within one of its.
fn as_fastapi(
    recorded: &Value,
    status: u64,
    body: &str,
    kinds: &mut BTreeSet<String>,
) -> Option<String> {
    if recorded["status"] == 204 {
        return (status != KEPT).then(|| format!("{status} {body}"));
    }
    if status != 422 {
        return Some(format!("{status} {body} instead of {recorded}"));
    }
    let body: Value = serde_json::from_str(body).expect("JSON");
    let entries = |value: &Value| -> Vec<Value> {
        let list = value["detail"].as_array().into_iter().flatten();
        list.map(comparable).collect()
    };
    let (ours, theirs) = (entries(&body), entries(recorded));
    for entry in &theirs {
        kinds.insert(entry["type"].to_string());
        if !ours.contains(entry) && other(recorded, entry).is_none() {
            return Some(format!("{entry} is missing in {body}"));
        }
    }
    let within = |ours: &Value, theirs: &Value| {
        let (ours, theirs) = (ours["loc"].as_array(), theirs["loc"].as_array());
        ours.zip(theirs)
            .is_some_and(|(ours, theirs)| ours.starts_with(theirs))
    };
    let beyond = ours
        .iter()
        .find(|ours| !theirs.iter().any(|theirs| within(ours, theirs)));
    beyond.map(|entry| format!("{entry} is too much beside {}", recorded["detail"]))
}

/// What is the same in ours: a place is one in the request, without pydantic's name for a variant of a union; nothing of the request is repeated (the tag
/// `cow`); and behind a comma or a colon, pydantic's parsers say where they stopped.
fn comparable(entry: &Value) -> Value {
    let message = entry["msg"].as_str().unwrap_or_default();
    let goes_on = message.starts_with("value is not")
        || message.starts_with("Input should be a valid date")
        || message.starts_with("Input should be a valid URL")
        || message.starts_with("Input should be a valid UUID")
        || message.starts_with("Input should be in a valid")
        || message.starts_with("Input should be a valid timedelta");
    let end = message.find([',', ':']).filter(|_| goes_on);
    let message = message
        .get(..end.unwrap_or(message.len()))
        .unwrap_or_default();
    let message = message.replace("Input tag 'cow' found", "Input tag found");
    let place = entry["loc"].as_array().into_iter().flatten();
    let place: Vec<&Value> = place.filter(|one| *one != "cat" && *one != "dog").collect();
    json!({"type": entry["type"], "loc": place, "msg": message})
}

/// Why ours is another: in a body alone.
fn other(recorded: &Value, entry: &Value) -> Option<&'static str> {
    let mut all = OTHERS.iter().filter(|_| recorded["method"] == "POST");
    all.find(|(kind, _)| entry["type"] == **kind)
        .map(|(_, why)| *why)
}

/// As problem details each fault of FastAPI has one with its place, in a `pointer` or by the name of the parameter.
fn as_problem(
    recorded: &Value,
    status: u64,
    body: &str,
    codes: &mut BTreeSet<String>,
) -> Option<String> {
    if recorded["status"] == 204 {
        return (status != KEPT).then(|| format!("{status} {body}"));
    }
    let is_body = recorded["method"] == "POST";
    if status != if is_body { 422 } else { 400 } {
        return Some(format!("{status} {body}"));
    }
    let body: Value = serde_json::from_str(body).expect("JSON");
    let errors: Vec<&Value> = body["errors"].as_array().into_iter().flatten().collect();
    for error in &errors {
        let code = error["code"].as_str().unwrap_or_default();
        let detail = error["detail"].as_str().unwrap_or_default();
        if code.is_empty() || code == "rule_broken" || detail.is_empty() {
            return Some(format!("{error} says too little"));
        }
        codes.insert(code.to_owned());
    }
    for entry in recorded["detail"].as_array().into_iter().flatten() {
        if !errors.iter().any(|error| is_there(entry, error)) {
            return Some(format!("nothing at {} in {body}", entry["loc"]));
        }
    }
    None
}

/// Whether a fault stands where FastAPI has one. The tag of a variant and `[key]` are pydantic's words for a place, and no part of the body.
fn is_there(entry: &Value, error: &Value) -> bool {
    let place: Vec<String> = entry["loc"]
        .as_array()
        .into_iter()
        .flatten()
        .map(text)
        .collect();
    match place.split_first() {
        Some((first, rest)) if first == "body" => {
            let pointer = error["pointer"].as_str().unwrap_or_default();
            let mut segments = pointer.split('/').skip(1);
            let rest: Vec<&String> = (rest.iter())
                .filter(|one| *one != "[key]" && *one != "cat" && *one != "dog")
                .collect();
            rest.len() == segments.clone().count()
                && rest.iter().all(|one| segments.next() == Some(one))
        }
        Some((first, rest)) => {
            let index = rest.get(1).map(String::as_str);
            error["in"] == **first
                && rest
                    .first()
                    .is_some_and(|name| error["parameter"] == **name)
                && index.is_none_or(|index| text(&error["index"]) == index)
        }
        None => false,
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What the service answers to what reaches it.
const KEPT: u64 = 418;

/// The program over both servers.
fn built() -> PathBuf {
    let folder = target().join("rules");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the target folder");
    }
    let document = include_str!("openapi.json");
    let sources = Sources::from_text("openapi.json", document).expect("the document");
    let (mut impls, mut crates, mut members) = (String::new(), String::new(), String::new());
    for (index, (profile, package)) in PROFILES.into_iter().enumerate() {
        let mut config = config(index, None);
        config.client = None;
        config.profile = Some(profile);
        let output = generate(&sources, &config, &Lock::new());
        assert!(!output.is_refused(), "{:?}", output.diagnostics);
        for file in &output.files {
            write(&folder.join(&file.path), &file.text);
            if file.path.ends_with("src/rules.rs") {
                impls.push_str(&service(&package.replace('-', "_"), &file.text));
            }
        }
        let _infallible = writeln!(crates, "{package} = {{ path = \"../{package}\" }}");
        let _infallible = write!(members, "{package:?}, ");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock");
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}\"program\"]\n");
    write(&folder.join("Cargo.toml"), &manifest);
    let runtime = root.join("runtime");
    let manifest = format!(
        "[package]\nname = \"program\"\nedition = \"2024\"\n\n[dependencies]\n{crates}\
         counterpart-runtime = {{ path = {runtime:?}, features = [\"server\"] }}\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"rt\"] }}\ntower = {{ version = \"0.5\", features = [\"util\"] }}\n"
    );
    write(&folder.join("program/Cargo.toml"), &manifest);
    let main = format!("{}\n{impls}", include_str!("program.txt"));
    write(&folder.join("program/src/main.rs"), &main);
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--offline", "--package", "program"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", target().join("schemas"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .status()
        .expect("cargo");
    assert!(status.success(), "{} does not compile", folder.display());
    target().join("schemas/debug/program")
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn target() -> PathBuf {
    let folder = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(folder)
}

/// The trait of a server, implemented: what reaches an operation was kept.
fn service(krate: &str, rules: &str) -> String {
    let body = rules.split_once("pub trait Rules").expect("the trait").1;
    let body = body.split_once("\n}\n").expect("its end").0;
    let mut text =
        format!("impl {krate}::rules::Rules for Service {{\n    type Error = Problem;\n");
    for method in body.split("    fn ").skip(1) {
        let between = |from: &str, to: &str| {
            let rest = method.split_once(from).expect(from).1;
            rest.split_once(to).expect(to).0.to_owned()
        };
        let name = method.split_once('(').expect("a name").0;
        let (request, answer) = (between("request: ", ","), between("Result<", ","));
        let _infallible = writeln!(
            text,
            "    async fn {name}(&self, _: {krate}::rules::{request}, _: Context) -> Result<{krate}::rules::{answer}, Problem> {{\n        \
             Err({krate}::problem(StatusCode::IM_A_TEAPOT, \"kept\"))\n    }}"
        );
    }
    text.push_str("}\n");
    text
}

/// Statuses and bodies.
fn ask(program: &Path, package: &str, recorded: &[Value]) -> Vec<(u64, String)> {
    let lines: String = (recorded.iter())
        .map(|line| {
            format!(
                "{}\n",
                json!([package, line["method"], line["path"], line["body"]])
            )
        })
        .collect();
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut stdin = child.stdin.take().expect("its input");
    let writer = thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("its output");
    writer.join().expect("a thread").expect("its input");
    let told: Vec<(u64, String)> = String::from_utf8(output.stdout)
        .expect("text")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(told.len(), recorded.len(), "{}", output.status);
    told
}
