//! What tracing sees, written down.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down every span and every event of every level and crate, with all fields.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    lines: Vec<String>,
    names: BTreeMap<u64, &'static str>,
    entered: Vec<u64>,
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Log {
    /// All lines: `target name: fields`, and for an event the spans that it is in.
    pub fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().lines.clone()
    }

    /// The lines of the runtime, without its name.
    pub fn own(&self) -> Vec<String> {
        let lines = self.lines();
        let own = lines
            .iter()
            .filter(|line| line.starts_with("counterpart_runtime"));
        own.filter_map(|line| line.split_once(' '))
            .map(|(_, line)| line.to_owned())
            .collect()
    }

    fn write(&self, metadata: &Metadata<'_>, what: &str, record: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(String::new());
        record(&mut fields);
        let line = format!("{} {what}:{}", metadata.target(), fields.0);
        self.0.lock().unwrap().lines.push(line);
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let name = span.metadata().name();
        self.write(span.metadata(), name, |fields| span.record(fields));
        let mut state = self.0.lock().unwrap();
        let id = state.names.len() as u64 + 1;
        state.names.insert(id, name);
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut fields = Fields(String::new());
        values.record(&mut fields);
        let mut state = self.0.lock().unwrap();
        let name = state.names[&span.into_u64()];
        state
            .lines
            .push(format!("counterpart_runtime {name}:{}", fields.0));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let spans: Vec<&str> = {
            let state = self.0.lock().unwrap();
            state.entered.iter().map(|id| state.names[id]).collect()
        };
        let place = format!("{} in {spans:?}", event.metadata().level());
        self.write(event.metadata(), &place, |fields| event.record(fields));
    }

    fn enter(&self, span: &Id) {
        self.0.lock().unwrap().entered.push(span.into_u64());
    }

    fn exit(&self, span: &Id) {
        let mut state = self.0.lock().unwrap();
        let place = state.entered.iter().rposition(|id| *id == span.into_u64());
        state.entered.remove(place.unwrap());
    }
}
