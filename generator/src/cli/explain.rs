//! `counterpart explain`: what a code means.

use counterpart::config::closest;
use counterpart::diagnostic::Code;

use super::{Failure, Say};

#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The code, `CP0211`.
    code: String,
}

pub(super) fn run(args: &Explain, say: &Say) -> Result<(), Failure> {
    let asked = args.code.to_ascii_uppercase();
    let Some(code) = Code::ALL.iter().find(|code| code.as_str() == asked) else {
        let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        match closest(&asked, &known) {
            Some(meant) => say.error(format!(
                "there is no code `{}`; did you mean `{meant}`?",
                args.code
            )),
            None => say.error(format!("there is no code `{}`", args.code)),
        }
        return Err(Failure::Usage);
    };
    let lines: Vec<&str> = code.explanation().lines().map(str::trim).collect();
    say.result(&format!(
        "{} ({})\n{}\n",
        code.as_str(),
        code.severity(),
        lines.join("\n").trim()
    ))
}
