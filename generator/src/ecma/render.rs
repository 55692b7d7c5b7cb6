//! A tree as an expression of the crate `regex`.

use std::fmt::Write as _;

use super::syntax::{Item, Node, Set};

/// The expression; none where something in it has no form there.
pub(super) fn render(node: &Node) -> Option<String> {
    let mut out = String::new();
    match node.unfolded() {
        Some(node) => {
            out.push_str("(?i)");
            write_node(&node, &mut out)?;
        }
        None => write_node(node, &mut out)?,
    }
    Some(out)
}

fn write_node(node: &Node, out: &mut String) -> Option<()> {
    match node {
        Node::Set(set) => write_set(set, out),
        Node::Start { of_line: false } => out.push('^'),
        Node::Start { of_line: true } => out.push_str("(?m:^)"),
        Node::End { of_line: false } => out.push('$'),
        Node::End { of_line: true } => out.push_str("(?m:$)"),
        // Words are of ASCII's characters.
        Node::Boundary { negated: false } => out.push_str(r"(?-u:\b)"),
        Node::Boundary { negated: true } => out.push_str(r"(?-u:\B)"),
        Node::Sequence(nodes) => {
            for node in nodes {
                write_part(node, matches!(node, Node::Either(_)), out)?;
            }
        }
        Node::Either(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                if index > 0 {
                    out.push('|');
                }
                write_node(node, out)?;
            }
        }
        Node::Repeat { node, least, most } => {
            write_part(node, !matches!(**node, Node::Set(_)), out)?;
            match (least, most) {
                (0, None) => out.push('*'),
                (1, None) => out.push('+'),
                (0, Some(1)) => out.push('?'),
                (least, None) => write!(out, "{{{least},}}").ok()?,
                (least, Some(most)) if least == most => write!(out, "{{{least}}}").ok()?,
                (least, Some(most)) => write!(out, "{{{least},{most}}}").ok()?,
            }
        }
        Node::Look { .. } | Node::Group { .. } | Node::Reference(_) => return None,
    }
    Some(())
}

fn write_part(node: &Node, grouped: bool, out: &mut String) -> Option<()> {
    if !grouped {
        return write_node(node, out);
    }
    out.push_str("(?:");
    write_node(node, out)?;
    out.push(')');
    Some(())
}

fn write_set(set: &Set, out: &mut String) {
    if let Set::Class {
        items,
        negated: false,
        fold,
    } = set
    {
        if let [Item::Range(first, last)] = items.as_slice() {
            if let (true, Some(character)) = (first == last, char::from_u32(*first)) {
                if *fold {
                    out.push_str("(?i:");
                    write_character(character, SPECIALS, out);
                    out.push(')');
                } else {
                    write_character(character, SPECIALS, out);
                }
                return;
            }
        }
    }
    if set.folds() {
        out.push_str("(?i:");
        write_class(set, out);
        out.push(')');
    } else {
        write_class(set, out);
    }
}

fn write_class(set: &Set, out: &mut String) {
    match set {
        Set::Class { items, negated, .. } => {
            let mut inner = String::new();
            items.iter().for_each(|item| write_item(item, &mut inner));
            let all = r"\x{0}-\x{10FFFF}";
            match (inner.is_empty(), negated) {
                (true, true) => write_bracket("", all, out),
                (true, false) => write_bracket("^", all, out),
                (false, true) => write_bracket("^", &inner, out),
                (false, false) => write_bracket("", &inner, out),
            }
        }
        Set::Both(one, other) => write_operation(one, "&&", other, out),
        Set::Without(one, other) => write_operation(one, "--", other, out),
    }
}

fn write_bracket(sign: &str, inner: &str, out: &mut String) {
    out.push('[');
    out.push_str(sign);
    out.push_str(inner);
    out.push(']');
}

fn write_operation(one: &Set, operator: &str, other: &Set, out: &mut String) {
    out.push('[');
    write_class(one, out);
    out.push_str(operator);
    write_class(other, out);
    out.push(']');
}

fn write_item(item: &Item, out: &mut String) {
    match item {
        Item::Range(first, last) => {
            // No text holds a surrogate.
            for (first, last) in [
                (*first, (*last).min(0xD7FF)),
                ((*first).max(0xE000), (*last).min(0x10_FFFF)),
            ] {
                write_range(first, last, out);
            }
        }
        Item::Escape { kind, negated } => {
            let inner = match kind {
                'd' => "0-9",
                'w' => "0-9A-Za-z_",
                _ => SPACES,
            };
            if *negated {
                write_bracket("^", inner, out);
            } else {
                out.push_str(inner);
            }
        }
        Item::Property { name, negated } => {
            out.push_str(if *negated { r"\P{" } else { r"\p{" });
            out.push_str(name);
            out.push('}');
        }
        Item::Posix(name) => {
            out.push_str("[:");
            out.push_str(name);
            out.push_str(":]");
        }
    }
}

/// `WhiteSpace` and `LineTerminator` of ECMA-262, sections 12.2 and 12.3.
const SPACES: &str = r"\t\n\x0B\x0C\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

fn write_range(first: u32, last: u32, out: &mut String) {
    let (Some(first), Some(last)) = (char::from_u32(first), char::from_u32(last)) else {
        return;
    };
    if first > last {
        return;
    }
    write_character(first, SPECIALS_IN_CLASS, out);
    if first < last {
        out.push('-');
        write_character(last, SPECIALS_IN_CLASS, out);
    }
}

/// What means something else outside of a class, and within one.
const SPECIALS: &str = r"\.+*?()|[]{}^$";
const SPECIALS_IN_CLASS: &str = r"\[]^-&~";

/// A character for itself. What means something else has a backslash before it.
fn write_character(character: char, specials: &str, out: &mut String) {
    match character {
        '\n' => out.push_str(r"\n"),
        '\r' => out.push_str(r"\r"),
        '\t' => out.push_str(r"\t"),
        special if specials.contains(special) => {
            out.push('\\');
            out.push(special);
        }
        ' '..='~' => out.push(character),
        other if other.is_alphanumeric() => out.push(other),
        other => {
            // Writing to a string does not fail.
            let _written = write!(out, r"\x{{{:X}}}", u32::from(other));
        }
    }
}
