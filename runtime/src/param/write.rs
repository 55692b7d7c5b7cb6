//! Writing parameters: a client's side.

use super::percent::encode;
use super::{ListStyle, WriteParam};

fn text<T: WriteParam + ?Sized>(value: &T) -> String {
    let mut text = String::new();
    value.write_param(&mut text);
    text
}

fn encoded<T: WriteParam + ?Sized>(out: &mut String, value: &T) {
    encode(out, &text(value));
}

fn join<T: WriteParam>(
    out: &mut String,
    delimiter: &str,
    items: &[T],
    write: impl Fn(&mut String, &T),
) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(delimiter);
        }
        write(out, item);
    }
}

/// The value of a path parameter, percent-encoded: it stays within its segment, whatever it is.
///
/// A value that is empty, `.` or `..` would still make another path of it, and no encoding can help: who builds a URL refuses those.
#[must_use]
pub fn path_text<T: WriteParam + ?Sized>(value: &T) -> String {
    let mut out = String::new();
    encoded(&mut out, value);
    out
}

/// The value of a path parameter that is an array: `simple`, the items percent-encoded.
#[must_use]
pub fn path_list<T: WriteParam>(items: &[T]) -> String {
    let mut out = String::new();
    join(&mut out, ",", items, encoded);
    out
}

fn push_name(query: &mut String, name: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    encode(query, name);
    query.push('=');
}

/// Appends a parameter to a query: `name=value`, with `&` before it where the query is not empty.
pub fn push_query<T: WriteParam + ?Sized>(query: &mut String, name: &str, value: &T) {
    push_name(query, name);
    encoded(query, value);
}

/// Appends a parameter that is an array to a query. An empty array is nothing where it is exploded, else `name=`.
pub fn push_query_list<T: WriteParam>(
    query: &mut String,
    name: &str,
    style: ListStyle,
    items: &[T],
) {
    if style == ListStyle::FormExploded {
        items.iter().for_each(|item| push_query(query, name, item));
    } else {
        push_name(query, name);
        join(query, style.delimiter(), items, encoded);
    }
}

/// The value of a header: the text as it is. It may hold what no header can; who builds the request refuses that.
#[must_use]
pub fn header_text<T: WriteParam + ?Sized>(value: &T) -> String {
    text(value)
}

/// The value of a header that is an array: the items with commas between them. An item can hold no comma.
#[must_use]
pub fn header_list<T: WriteParam>(items: &[T]) -> String {
    let mut out = String::new();
    join(&mut out, ",", items, |out, item| item.write_param(out));
    out
}

fn push_cookie_name(cookies: &mut String, name: &str) {
    if !cookies.is_empty() {
        cookies.push_str("; ");
    }
    cookies.push_str(name);
    cookies.push('=');
}

/// Appends a cookie to the value of a `Cookie` header: `name=value`, percent-encoded, with `; ` before it where the header is not empty.
pub fn push_cookie<T: WriteParam + ?Sized>(cookies: &mut String, name: &str, value: &T) {
    push_cookie_name(cookies, name);
    encoded(cookies, value);
}

/// Appends a cookie that is an array. An empty array is nothing where it is exploded, else `name=`.
pub fn push_cookie_list<T: WriteParam>(
    cookies: &mut String,
    name: &str,
    style: ListStyle,
    items: &[T],
) {
    if style == ListStyle::FormExploded {
        items
            .iter()
            .for_each(|item| push_cookie(cookies, name, item));
    } else {
        push_cookie_name(cookies, name);
        join(cookies, style.delimiter(), items, encoded);
    }
}
