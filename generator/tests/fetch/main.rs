//! `counterpart fetch`, against servers of the test's own: what it brings, what it refuses, and that nothing else goes
//! online.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is wrong here is a test that fails"
)]

mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use server::{Answer, Server};

/// A project in a folder of its own, gone with the test.
struct Project(PathBuf);

impl Project {
    /// One whose document answers with what is at `url`, and whose configuration has `fetch` in `[fetch]`.
    fn new(name: &str, url: &str, fetch: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fetch-{name}"));
        if path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        fs::create_dir_all(&path).unwrap();
        let project = Self(path);
        project.refer(url);
        let config = format!("document = 'a.yaml'\n[fetch]\n{fetch}\n");
        project.write("counterpart.toml", &config);
        project
    }

    fn refer(&self, url: &str) {
        let answer = format!("content: {{application/json: {{schema: {{$ref: '{url}'}}}}}}");
        let operation = format!("{{responses: {{'200': {{description: d, {answer}}}}}}}");
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{/a: {{get: {operation}}}}}\n"
        );
        self.write("a.yaml", &text);
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.join(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap_or_default()
    }

    /// How a command ends, and what it says.
    fn run(&self, args: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_counterpart"))
            .args(args)
            .current_dir(&self.0)
            .env("NO_COLOR", "1")
            .env("NO_PROXY", "*")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code().unwrap(), said)
    }

    fn ends(&self, args: &[&str], code: i32) -> String {
        let (found, said) = self.run(args);
        assert_eq!(found, code, "{args:?}\n{said}");
        said
    }

    /// All files of the folder of what was fetched, from there.
    fn fetched(&self) -> Vec<String> {
        let folder = self.0.join("counterpart-remote");
        let mut found = Vec::new();
        let mut waiting = vec![folder.clone()];
        while let Some(path) = waiting.pop() {
            let Ok(entries) = fs::read_dir(&path) else {
                continue;
            };
            for entry in entries {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    let file = path.strip_prefix(&folder).unwrap();
                    found.push(file.to_str().unwrap().replace('\\', "/"));
                }
            }
        }
        found.sort();
        found
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

const FAR: &str = "{type: object, properties: {far: {type: string}}}";

/// A configuration that allows these servers.
fn hosts(servers: &[&Server]) -> String {
    let hosts: Vec<String> = (servers.iter()).map(|server| server.url("")).collect();
    format!("hosts = {hosts:?}")
}

/// The folder of a server's files.
fn folder(server: &Server) -> String {
    server.host.replace(':', "_")
}

#[test]
fn what_urls_lead_to_is_brought_with_all_that_it_refers_to() {
    let server = Server::start();
    server.text("/x/b.yaml", "B: {$ref: 'c%20d/e.json#/E'}\n");
    server.text("/x/c%20d/e.json", r#"{"E": {"$ref": "/far?v=1#/Far"}}"#);
    server.text("/far?v=1", &format!("Far: {FAR}\n"));
    let url = server.url("/x/b.yaml#/B");
    let project = Project::new("transitive", &url, &hosts(&[&server]));

    // Nothing else goes online: what is missing is said, with the command that brings it.
    for args in [
        &["check"][..],
        &["gen"],
        &["check", "a.yaml"],
        &["ir", "a.yaml"],
    ] {
        let (_, said) = project.run(args);
        assert!(
            said.contains("CP0005") && said.contains("`counterpart fetch`"),
            "{said}"
        );
    }
    assert_eq!(server.asked(), [""; 0]);

    let said = project.ends(&["fetch"], 0);
    assert_eq!(said, "3 files fetched\n");
    assert_eq!(server.asked(), ["/x/b.yaml", "/x/c%20d/e.json", "/far?v=1"]);
    let own = folder(&server);
    let files = [
        format!("{own}/far_v_1"),
        format!("{own}/x/b.yaml"),
        format!("{own}/x/c_20d/e.json"),
        "manifest.json".to_owned(),
    ];
    assert_eq!(project.fetched(), files);

    let said = project.ends(&["gen"], 0);
    assert!(!said.contains("CP0005"), "{said}");
    let types = project.read("generated-client/src/a/types.rs");
    assert!(types.contains("pub far: Option<String>,"), "{types}");
    assert_eq!(server.asked(), [""; 0]);
    let lock = project.read("counterpart.lock");
    assert!(lock.contains(&server.url("/far?v=1#/Far")), "{lock}");
}

#[test]
fn what_is_there_is_not_brought_again_unless_it_is_asked_for() {
    let server = Server::start();
    server.text("/b.yaml", &format!("Far: {FAR}\nX: {{$ref: c.yaml}}\n"));
    server.text("/c.yaml", "type: string\n");
    let project = Project::new("again", &server.url("/b.yaml#/Far"), &hosts(&[&server]));
    project.ends(&["fetch"], 0);
    let manifest = project.read("counterpart-remote/manifest.json");
    server.asked();
    assert_eq!(
        project.ends(&["fetch"], 0),
        "0 files fetched, 2 there before\n"
    );
    assert_eq!(server.asked(), [""; 0]);

    server.text("/b.yaml", &format!("Far: {FAR}\n"));
    let said = project.ends(&["fetch", "--update"], 0);
    assert_eq!(said, "1 file fetched, 1 no longer referred to\n");
    assert_eq!(server.asked(), ["/b.yaml"]);
    let own = folder(&server);
    assert_eq!(
        project.fetched(),
        [format!("{own}/b.yaml"), "manifest.json".to_owned()]
    );
    assert_ne!(project.read("counterpart-remote/manifest.json"), manifest);

    // What cannot be brought anew stays as it was.
    server.answer("/b.yaml", Answer::Status(503));
    let said = project.ends(&["fetch", "--update"], 1);
    assert!(said.contains("the server says 503"), "{said}");
    assert!(!project.ends(&["check"], 0).contains("CP0005"));

    // A file that was changed is not what was fetched, and is brought anew.
    server.text("/b.yaml", &format!("Far: {FAR}\n"));
    let file = format!("counterpart-remote/{own}/b.yaml");
    project.write(&file, "Far: {type: integer}\n");
    let (_, said) = project.run(&["check"]);
    assert!(
        said.contains("is not what was fetched: `counterpart fetch --update`"),
        "{said}"
    );
    project.ends(&["fetch"], 0);
    assert_eq!(project.read(&file), format!("Far: {FAR}\n"));
    assert_eq!(server.asked(), ["/b.yaml", "/b.yaml"]);

    // Nothing is referred to any more.
    project.refer("#/paths");
    assert_eq!(
        project.ends(&["fetch"], 0),
        "0 files fetched, 1 no longer referred to\n"
    );
    assert_eq!(project.fetched(), ["manifest.json"]);
}

#[test]
fn no_host_is_asked_that_the_configuration_does_not_allow() {
    let (server, other) = (Server::start(), Server::start());
    let port = server.host.rsplit(':').next().unwrap();
    let table = [
        // Another port, another name of the same machine, https, another scheme.
        (
            other.url("/b.yaml"),
            format!("hosts = [\"http://{}\"]", other.host),
        ),
        (
            server.url("/b.yaml").replace("127.0.0.1", "localhost"),
            format!("hosts = [\"http://localhost:{port}\"]"),
        ),
        (
            server.url("/b.yaml").replace("http:", "https:"),
            format!("hosts = [\"{}\"]", server.host),
        ),
        (
            format!("http://user:secret@{}/b.yaml", server.host),
            "names no host, or a user".to_owned(),
        ),
    ];
    for (index, (url, hint)) in table.iter().enumerate() {
        let project = Project::new(&format!("host-{index}"), url, &hosts(&[&server]));
        let said = project.ends(&["fetch"], 1);
        assert!(said.contains(hint), "{url}: {said}");
        assert_eq!(project.fetched(), [""; 0], "{url}");
    }
    let project = Project::new("host-none", &server.url("/b.yaml"), "");
    let said = project.ends(&["fetch"], 1);
    assert!(said.contains("the host is not allowed"), "{said}");
    // What leads from an allowed host to another one is not followed either.
    let project = Project::new("host-on", &server.url("/b.yaml"), &hosts(&[&server]));
    server.text("/b.yaml", &format!("$ref: '{}'\n", other.url("/c.yaml")));
    let said = project.ends(&["fetch"], 1);
    assert!(said.contains("1 file fetched, 1 not fetched"), "{said}");
    assert_eq!((server.asked().len(), other.asked().len()), (1, 0));
}

#[test]
fn redirects_are_followed_to_hosts_that_are_allowed() {
    let (server, other) = (Server::start(), Server::start());
    server.answer("/old/b.yaml", Answer::Redirect("/new/b.yaml".to_owned()));
    server.answer("/new/b.yaml", Answer::Redirect(other.url("/deep/b.yaml")));
    // Seen from where it is in the end.
    other.text("/deep/b.yaml", "$ref: c.yaml#/Far\n");
    other.text("/deep/c.yaml", &format!("Far: {FAR}\n"));
    let url = server.url("/old/b.yaml");
    let project = Project::new("redirect", &url, &hosts(&[&server, &other]));
    assert_eq!(project.ends(&["fetch"], 0), "2 files fetched\n");
    assert_eq!(other.asked(), ["/deep/b.yaml", "/deep/c.yaml"]);
    let said = project.ends(&["check"], 0);
    assert!(
        said.contains("places that state a type: 2, all typed"),
        "{said}"
    );

    let narrow = Project::new("redirect-out", &url, &hosts(&[&server]));
    let said = narrow.ends(&["fetch"], 1);
    assert!(
        said.contains("the host is not allowed") && said.contains(&other.host),
        "{said}"
    );
    assert_eq!(other.asked(), [""; 0]);

    server.answer("/new/b.yaml", Answer::Redirect("/old/b.yaml".to_owned()));
    let said = narrow.ends(&["fetch"], 1);
    assert!(said.contains("redirected more than 5 times"), "{said}");
    server.answer(
        "/old/b.yaml",
        Answer::Redirect("file:///etc/passwd".to_owned()),
    );
    let said = narrow.ends(&["fetch"], 1);
    assert!(said.contains("is not fetched"), "{said}");
    assert_eq!(narrow.fetched(), [""; 0]);
}

#[test]
fn what_is_too_large_or_too_slow_is_not_brought() {
    let server = Server::start();
    server.answer("/endless", Answer::Endless);
    server.answer("/huge", Answer::Huge);
    server.answer("/silence", Answer::Silence);
    server.text(
        "/fine",
        &format!("Far: {FAR}\n# {}\n", " ".repeat((1 << 20) - 100)),
    );
    server.text(
        "/large",
        &format!("Far: {FAR}\n# {}\n", " ".repeat(1 << 20)),
    );
    let table = [
        ("/endless", "it is larger than 1 MiB"),
        ("/huge", "it is larger than 1 MiB"),
        ("/large", "it is larger than 1 MiB"),
        ("/silence", "it took longer than 1 s"),
        ("/missing", "the server says 404"),
        ("/fine", "1 file fetched"),
    ];
    for (path, why) in table {
        let fetch = format!("{}\nseconds = 1\nmegabytes = 1", hosts(&[&server]));
        let url = server.url(&format!("{path}#/Far"));
        let project = Project::new(&format!("caps{}", path.replace('/', "-")), &url, &fetch);
        let (code, said) = project.run(&["fetch"]);
        assert!(said.contains(why), "{path}: {said}");
        assert_eq!(code, i32::from(path != "/fine"), "{path}: {said}");
    }
    // Nobody listens.
    let url = "http://127.0.0.1:9/b.yaml";
    let project = Project::new("refused", url, "hosts = ['http://127.0.0.1:9']");
    let said = project.ends(&["fetch"], 1);
    assert!(
        said.contains("`http://127.0.0.1:9/b.yaml` is not fetched: "),
        "{said}"
    );
}

#[test]
fn files_of_the_disk_are_read_as_ever() {
    let server = Server::start();
    server.text(
        "/b.yaml",
        &format!("Far: {FAR}\nUp: {{$ref: '../../etc/passwd'}}\n"),
    );
    let project = Project::new("disk", "sub/c.yaml", &hosts(&[&server]));
    fs::create_dir(project.0.join("sub")).unwrap();
    project.write(
        "sub/c.yaml",
        &format!("$ref: '{}'\n", server.url("/b.yaml#/Far")),
    );
    // What stands behind `..` is asked of the server, and is not there.
    let said = project.ends(&["fetch"], 1);
    assert!(
        said.contains("/etc/passwd` is not fetched: the server says 404"),
        "{said}"
    );
    assert_eq!(server.asked(), ["/b.yaml", "/etc/passwd"]);
    let said = project.ends(&["check"], 0);
    assert!(
        said.contains("places that state a type: 2, all typed"),
        "{said}"
    );
}

#[test]
fn a_list_that_leads_out_of_its_folder_is_not_followed() {
    let server = Server::start();
    let url = server.url("/b.yaml");
    let project = Project::new("list", &url, &hosts(&[&server]));
    fs::create_dir(project.0.join("counterpart-remote")).unwrap();
    project.write("secret.yaml", "type: string\n");
    for file in ["../secret.yaml", "/etc/passwd", "x/../../secret.yaml"] {
        let manifest = serde_json::json!({&url: {"file": file, "sha256": "0"}});
        project.write("counterpart-remote/manifest.json", &manifest.to_string());
        let (_, said) = project.run(&["check"]);
        assert!(
            said.contains("CP0005") && !said.contains("is not what was fetched"),
            "{said}"
        );
    }
    project.write("counterpart-remote/manifest.json", "[]");
    let (_, said) = project.run(&["check"]);
    assert!(said.contains("the list of what was fetched"), "{said}");
    project.ends(&["fetch"], 1);
}

#[test]
fn without_a_configuration_nothing_is_fetched() {
    let server = Server::start();
    let project = Project::new("bare", &server.url("/b.yaml"), "");
    fs::remove_file(project.0.join("counterpart.toml")).unwrap();
    let said = project.ends(&["fetch", "a.yaml"], 2);
    assert!(said.contains("it names the hosts"), "{said}");
    project.write(
        "counterpart.toml",
        "[fetch]\nhosts = ['example.com/path']\n",
    );
    let said = project.ends(&["fetch", "a.yaml"], 1);
    assert!(
        said.contains("counterpart.toml:2:10: error[CP0301]: `example.com/path` is not a host"),
        "{said}"
    );
    assert_eq!(server.asked(), [""; 0]);
}
