//! The emitters over an API written by hand. `COUNTERPART_EMIT_TO` names a folder to write its crates to, for a look.

use std::path::Path;

use super::{File, Side, emit, sample};

fn emitted() -> Vec<File> {
    let (api, names) = sample::api();
    emit(&api, &names, &sample::config("../../emit/runtime")).unwrap()
}

#[test]
fn write_for_a_look() {
    let Ok(folder) = std::env::var("COUNTERPART_EMIT_TO") else {
        return;
    };
    for file in emitted() {
        let krate = match file.side {
            Side::Server => "generated-server",
            Side::Client => "generated-client",
        };
        let path = Path::new(&folder).join(krate).join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.text).unwrap();
    }
}
