//! The report as a few lines for people.

use crate::diagnostic::grouped;

use super::{Counts, Report};

/// How many keywords are named.
const NAMED: usize = 6;

impl Report {
    /// A few lines: what was emitted and what was not, how much of the schemas and their constraints is in the output.
    /// The first stands for itself. Without a line break at the end.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut lines = vec![self.operations()];
        if self.counts.positions > 0 {
            lines.push(self.counts.schemas());
        }
        if self.counts.constraints > 0 {
            lines.push(self.counts.constraints());
        }
        let others = [
            (self.narrowed.len(), "narrowed"),
            (self.assumed.len(), "assumed"),
            (self.ignored.len(), "ignored"),
            (self.accepted.len(), "accepted"),
        ];
        let others = others.iter().filter(|(count, _)| *count > 0);
        let others: Vec<String> = others
            .map(|(count, what)| format!("{} {what}", grouped(*count)))
            .collect();
        if !others.is_empty() {
            lines.push(format!("places: {}", others.join(", ")));
        }
        lines.join("\n  ")
    }

    fn operations(&self) -> String {
        let counts = [(&self.skipped, "skipped"), (&self.excluded, "excluded")];
        let left = counts.iter().filter(|(list, _)| !list.is_empty());
        let left: String = left
            .map(|(list, what)| format!(", {} {what}", list.len()))
            .collect();
        format!(
            "{} of {} operations emitted{left}; profile {} ({})",
            self.emitted.len(),
            self.total,
            self.profile,
            self.profile_from
        )
    }
}

impl Counts {
    fn schemas(&self) -> String {
        let Counts {
            schemas,
            positions,
            json,
            ..
        } = self;
        let json = match json {
            0 => "all typed".to_owned(),
            json => format!(
                "{} typed, {} JSON ({})",
                grouped(self.typed),
                grouped(*json),
                share(*json, *positions)
            ),
        };
        format!(
            "schemas: {}; places that state a type: {}, {json}",
            grouped(*schemas),
            grouped(*positions)
        )
    }

    fn constraints(&self) -> String {
        let not = self.by_keyword.iter();
        let mut not: Vec<(&str, usize)> = not
            .map(|(keyword, counts)| (keyword.as_str(), counts.not_enforced))
            .filter(|(_, count)| *count > 0)
            .collect();
        not.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let others = not.len().saturating_sub(NAMED);
        let named = not.iter().take(NAMED);
        let mut named: Vec<String> = named
            .map(|(keyword, count)| format!("{keyword} {}", grouped(*count)))
            .collect();
        if others > 0 {
            named.push(format!("{others} other keywords"));
        }
        let not = match named.len() {
            0 => String::new(),
            _ => format!("; not enforced are {}", named.join(", ")),
        };
        format!(
            "constraints: {} of {} enforced{not}",
            grouped(self.enforced),
            grouped(self.constraints)
        )
    }
}

/// `1.3 %`.
fn share(part: usize, whole: usize) -> String {
    let tenths = (part * 1000).div_ceil(whole.max(1));
    format!("{}.{} %", tenths / 10, tenths % 10)
}
