//! Everything that is logged, by whatever crate.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use tracing_subscriber::fmt::MakeWriter;

/// All that is logged in this process.
#[derive(Clone, Default)]
pub struct Logged(Arc<Mutex<Vec<u8>>>);

impl Logged {
    pub fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The lines that tell it.
    pub fn lines_with(&self, told: &str) -> String {
        let text = self.text();
        let lines = text.lines().filter(|line| line.contains(told));
        lines.collect::<Vec<_>>().join("\n")
    }
}

impl Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Logged {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// For crates that log through `log`, `reqwest` among them.
impl log::Log for Logged {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!(
            "log {} {} {}\n",
            record.level(),
            record.target(),
            record.args()
        );
        self.clone().write_all(line.as_bytes()).expect("memory");
    }

    fn flush(&self) {}
}

/// Everything, at the finest level, of every crate.
pub fn everything() -> Logged {
    let logged = Logged::default();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(logged.clone())
        .init();
    log::set_logger(Box::leak(Box::new(logged.clone()))).expect("the first logger");
    log::set_max_level(log::LevelFilter::Trace);
    logged
}
