//! Ways from one folder to another, as configuration and manifests have them: text, nothing of a disk.

use crate::config::Config;

/// Where the lock is, relative to the configuration's folder.
#[must_use]
pub fn lock_path(config: &Config) -> String {
    match &config.lock {
        Some(lock) => lock.value.clone(),
        None => "counterpart.lock".to_owned(),
    }
}

/// The way from the folder `from` to `to`, both relative to the same folder; `to` as it is where it is absolute or
/// `from` leads out of that folder.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = segments(from);
    let is_absolute = to.starts_with('/') || to.get(1..2) == Some(":");
    if is_absolute || from.contains(&"..") {
        return to.to_owned();
    }
    let to: Vec<&str> = segments(to);
    let shared = from
        .iter()
        .zip(&to)
        .take_while(|(left, right)| left == right)
        .count();
    let up = from.iter().skip(shared).map(|_| "..");
    up.chain(to.iter().skip(shared).copied())
        .collect::<Vec<_>>()
        .join("/")
}

fn segments(path: &str) -> Vec<&str> {
    path.split('/')
        .filter(|segment| !segment.is_empty() && *segment != ".")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn ways() {
        let table = [
            ("generated-server", "runtime", "../runtime"),
            ("./out/server", "out/runtime", "../runtime"),
            ("out/server/", "runtime", "../../runtime"),
            ("out", "../runtime", "../../runtime"),
            ("out", "/opt/runtime", "/opt/runtime"),
        ];
        for (from, to, expected) in table {
            assert_eq!(relative(from, to), expected, "{from} {to}");
        }
    }
}
