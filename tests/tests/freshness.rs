//! The committed crates are what the generator writes: the test that any project can have, in the place of a step of CI.

use std::path::Path;

use counterpart::project::Project;

#[test]
fn the_generated_crates_are_current() {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../counterpart.toml");
    let project = Project::open(&config, None).expect("counterpart.toml and its document are read");
    let output = project.generate();
    let plan = project
        .plan(&output)
        .expect("the generated crates are read");
    assert!(plan.is_empty(), "run `cargo xtask gen`:\n{}", plan.diff());
    let report = &output.report;
    assert_eq!(report.skipped.len(), 0, "{}", report.summary());
}
