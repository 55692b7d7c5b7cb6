use counterpart::{Config, Lock};
use counterpart::source::{DiskLoader, load};
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let out = std::env::args().nth(2).unwrap();
    let p = std::path::Path::new(&path);
    let sources = { let _ = p; load(&mut DiskLoader::new(&path), &path) }.unwrap_or_else(|f| panic!("{:?}", f.diagnostics));
    let config = Config { runtime: counterpart::config::Runtime::Path("../../main/runtime".into()), ..Config::default() };
    let t = std::time::Instant::now();
    let output = counterpart::generate(&sources, &config, &Lock::new());
    eprintln!("{:?}", t.elapsed());
    eprint!("{}", counterpart::diagnostic::render_all(&output.diagnostics, &sources, counterpart::diagnostic::Colour::Never));
    for f in &output.files { let q = std::path::Path::new(&out).join(&f.path); std::fs::create_dir_all(q.parent().unwrap()).unwrap(); std::fs::write(q, &f.text).unwrap(); }
    println!("{}", output.report.summary());
}
