//! Folders: documents beside each other, files beside the document's folder, and the folder that is not left.

use std::fs;
use std::path::{Path, PathBuf};

use counterpart::project::{Given, Project};
use counterpart::source::DiskLoader;

use super::*;

/// A folder on the disk, gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: Files<'_>) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("files-{name}"));
        if path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        let folder = Self(path);
        for (file, text) in files {
            let file = folder.0.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        folder
    }

    fn path(&self, path: &str) -> String {
        self.0.join(path).to_str().unwrap().replace('\\', "/")
    }

    fn load(&self, document: &str, root: Option<&str>) -> Sources {
        let document = self.path(document);
        let mut loader = DiskLoader::new(&document);
        if let Some(root) = root {
            loader = loader.within(&self.path(root));
        }
        load(&mut loader, &document).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

const FAR: &str = "Far: {type: object, properties: {far: {type: string}}}\n";

/// The layouts of CAMARA, of Matrix and of 3GPP: what is shared stands beside the document's folder.
#[test]
fn a_folder_beside_the_documents_is_read_where_the_root_is_wider() {
    let camara = document("3.0.3", "{$ref: '../common/b.yaml#/Far'}", "");
    let matrix = document("3.1.0", "{$ref: 'definitions/here.yaml'}", "");
    let forks = document("3.0.3", "{$ref: '../../TS%2029/b~c.yaml#/a~1b'}", "");
    let table: &[(&str, &str, Files<'_>)] = &[
        (
            "camara",
            "api/a.yaml",
            &[("api/a.yaml", &camara), ("common/b.yaml", FAR)],
        ),
        (
            "matrix",
            "data/api/client/a.yaml",
            &[
                ("data/api/client/a.yaml", &matrix),
                (
                    "data/api/client/definitions/here.yaml",
                    "$ref: '../../../event-schemas/b.yaml#/Far'\n",
                ),
                ("data/event-schemas/b.yaml", FAR),
            ],
        ),
        (
            "forks",
            "x/y/a.yaml",
            &[
                ("x/y/a.yaml", &forks),
                ("TS 29/b~c.yaml", "a/b: {$ref: '../x/z.yaml'}\n"),
                (
                    "x/z.yaml",
                    "type: object\nproperties: {far: {type: string}}\n",
                ),
            ],
        ),
        // Up and down again, and back into the document.
        (
            "back",
            "api/a.yaml",
            &[
                (
                    "api/a.yaml",
                    &document("3.1.0", "{$ref: '../api/../common/b.yaml#/B'}", FAR),
                ),
                ("common/b.yaml", "B: {$ref: '../api/a.yaml#/Far'}\n"),
            ],
        ),
    ];
    for (name, document, files) in table {
        let folder = Folder::new(name, files);
        let narrow = generated(&folder.load(document, None));
        let outside = (narrow.diagnostics.iter()).find(|one| one.code.as_str() == "CP0005");
        let message = &outside.unwrap_or_else(|| panic!("{name}")).message;
        assert!(message.contains("it is outside of `"), "{message}");
        assert!(
            message.contains("`--root`, or `root` in counterpart.toml"),
            "{message}"
        );
        assert_eq!(narrow.report.emitted.len(), 1, "{name}");

        let wide = generated(&folder.load(document, Some(".")));
        let said: Vec<String> = said(&wide)
            .into_iter()
            .filter(|one| !one.contains("`Far` in OpenAPI"))
            .collect();
        assert_eq!(said, [""; 0], "{name}");
        assert_eq!(members(&wide), ["far: Option<String>"], "{name}");
    }
}

/// The lock holds places as they are seen from the document, wherever the generator runs.
#[test]
fn what_stands_beside_is_called_as_the_document_sees_it() {
    let root = document("3.0.3", "{$ref: '../common/b.yaml#/Far'}", "");
    let folder = Folder::new(
        "seen",
        &[("deep/api/a.yaml", &root), ("deep/common/b.yaml", FAR)],
    );
    let lock = generated(&folder.load("deep/api/a.yaml", Some(".")))
        .lock
        .to_text();
    assert!(lock.contains("../common/b.yaml#/Far"), "{lock}");
    let here = loaded(
        "api/a.yaml",
        &[("api/a.yaml", &root), ("common/b.yaml", FAR)],
    );
    assert_eq!(generated(&here).lock.to_text(), lock);
}

#[test]
fn the_configuration_names_the_root() {
    let root = document("3.0.3", "{$ref: '../common/b.yaml#/Far'}", "");
    let files = [
        ("api/a.yaml", root.as_str()),
        ("common/b.yaml", FAR),
        ("counterpart.toml", "document = 'api/a.yaml'\nroot = '.'\n"),
        ("narrow.toml", "document = 'api/a.yaml'\n"),
    ];
    let folder = Folder::new("configured", &files);
    let open = |config: &str, given: Given<'_>| {
        let project = Project::open_with(Path::new(&folder.path(config)), given).unwrap();
        members(&project.generate())
    };
    let far = ["far: Option<String>"];
    assert_eq!(open("counterpart.toml", Given::default()), far);
    assert_eq!(open("narrow.toml", Given::default()), [""; 0]);
    let (wide, narrow) = (folder.path("."), folder.path("api"));
    let given = |root| Given {
        root: Some(root),
        ..Given::default()
    };
    assert_eq!(open("narrow.toml", given(wide.as_str())), far);
    assert_eq!(open("counterpart.toml", given(narrow.as_str())), [""; 0]);
}

/// What is outside is not read, nor found to exist, whatever leads there.
#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_root() {
    use std::os::unix::fs::symlink;
    let reference = |path: &str| document("3.1.0", &format!("{{$ref: '{path}#/Far'}}"), "");
    let files = [("api/inner/b.yaml", FAR), ("secret/b.yaml", FAR)];
    let folder = Folder::new("links", &files);
    let secret = folder.path("secret");
    symlink(format!("{secret}/b.yaml"), folder.path("api/file.yaml")).unwrap();
    symlink(&secret, folder.path("api/folder")).unwrap();
    symlink("../../secret", folder.path("api/inner/up")).unwrap();
    symlink("inner/b.yaml", folder.path("api/fine.yaml")).unwrap();
    symlink("nowhere", folder.path("api/broken.yaml")).unwrap();
    let table = [
        ("fine.yaml", true, ""),
        ("inner/../fine.yaml", true, ""),
        ("file.yaml", false, "outside of"),
        ("folder/b.yaml", false, "outside of"),
        ("inner/up/b.yaml", false, "outside of"),
        ("../secret/b.yaml", false, "outside of"),
        ("../secret/missing.yaml", false, "outside of"),
        ("broken.yaml", false, "there is no such file"),
        ("inner", false, "not a regular file"),
    ];
    for (path, is_read, why) in table {
        fs::write(folder.path("api/a.yaml"), reference(path)).unwrap();
        let output = generated(&folder.load("api/a.yaml", None));
        assert_eq!(members(&output).len(), usize::from(is_read), "{path}");
        assert!(
            said(&output).concat().contains(why),
            "{path}: {:?}",
            said(&output)
        );
    }
    // A root that is a link is where it leads.
    symlink(folder.path("api"), folder.path("link")).unwrap();
    fs::write(folder.path("api/a.yaml"), reference("inner/b.yaml")).unwrap();
    assert_eq!(
        members(&generated(&folder.load("link/a.yaml", None))).len(),
        1
    );
}

/// Documents of several versions in one folder refer to each other: each is read in its own.
#[test]
fn a_folder_of_documents() {
    let schemas = "components:\n  schemas:\n    Old: {type: object, properties: {old: {type: string, nullable: true}}}\n";
    let old = document(
        "3.0.3",
        "{$ref: 'new.yaml#/components/schemas/New'}",
        schemas,
    );
    let schemas = "components:\n  schemas:\n    New: {type: object, properties: {new: {type: [string, 'null']}, old: {$ref: './old.yaml#/components/schemas/Old'}}}\n";
    let new = document(
        "3.1.0",
        "{$ref: 'old.yaml#/components/schemas/Old'}",
        schemas,
    );
    let files = [("old.yaml", old.as_str()), ("new.yaml", new.as_str())];
    let output = generated(&loaded("old.yaml", &files));
    assert_eq!(said(&output), [""; 0]);
    assert_eq!(
        members(&output),
        [
            "old: Maybe<String>",
            "new: Maybe<String>",
            "old: Option<Old>"
        ]
    );
    let output = generated(&loaded("new.yaml", &files));
    assert_eq!(said(&output), [""; 0]);
    assert_eq!(members(&output), ["old: Maybe<String>"]);
}
