//! The committed crates are what the generator writes: the test that any project can have, in the place of a step of CI. Where they are not, it
//! writes what is right and fails once; on CI it only tells.

use std::path::Path;

use counterpart::project::Project;

/// Whether a test may mend what it finds: not on CI, whose work tree nobody commits.
fn may_mend() -> bool {
    std::env::var_os("CI").is_none()
}

/// Holds a project's output current: its configuration, and whether to mend it.
fn hold_current(config: &Path, mend: bool) -> Result<(), String> {
    let project = Project::open(config, None).expect("the configuration and its document are read");
    let output = project.generate();
    let plan = project
        .plan(&output)
        .expect("the generated crates are read");
    assert!(
        output.report.skipped.is_empty(),
        "{}",
        output.report.summary()
    );
    if plan.is_empty() {
        return Ok(());
    }
    let diff = plan.diff();
    if !mend {
        return Err(format!("run `cargo xtask gen`:\n{diff}"));
    }
    plan.apply().expect("the generated crates are written");
    Err(format!(
        "this was stale, and is written anew: run the test again, and commit:\n{diff}"
    ))
}

#[test]
fn the_generated_crates_are_current() {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../counterpart.toml");
    if let Err(stale) = hold_current(&config, may_mend()) {
        panic!("{stale}");
    }
}

#[test]
fn a_stale_file_fails_once_and_is_mended_unless_it_may_not() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("freshness");
    std::fs::create_dir_all(folder.join("specs")).expect("a folder for the project");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for file in ["counterpart.toml", "specs/openapi.json"] {
        std::fs::copy(root.join(file), folder.join(file)).expect("the project is copied");
    }
    let config = folder.join("counterpart.toml");
    hold_current(&config, true).unwrap_or_default();
    assert_eq!(hold_current(&config, false), Ok(()));

    let types = folder.join("generated-client/src/phones/types.rs");
    let right = std::fs::read_to_string(&types).expect("the types are written");
    let wrong = right.replace("Phone", "Fone");
    std::fs::write(&types, &wrong).expect("the types are changed");
    let read = || std::fs::read_to_string(&types).expect("the types are there");
    let said = hold_current(&config, false).expect_err("the file is stale");
    assert!(said.contains("Fone") && read() == wrong, "{said}");
    let said = hold_current(&config, true).expect_err("the file is stale");
    assert!(said.contains("Fone"), "{said}");
    assert!(read() == right, "the file is mended");
    assert_eq!(hold_current(&config, false), Ok(()));
}
