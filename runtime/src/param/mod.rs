//! The values of parameters as text: in paths, queries, headers and cookies.
//!
//! A [`Param`] is a value that one text expresses. Arrays are items joined by a [`ListStyle`] (OpenAPI 3.1, section 4.8.12.3). What a
//! client writes here, a server reads back equal:
//!
//! ```
//! use counterpart_runtime::codec::DecodeOptions;
//! use counterpart_runtime::param::{ListStyle, Query, parse, push_query, push_query_list};
//!
//! let mut query = String::new();
//! push_query(&mut query, "q", "a&b c");
//! push_query_list(&mut query, "ids", ListStyle::Form, &[7, 8]);
//! assert_eq!(query, "q=a%26b%20c&ids=7,8");
//!
//! let query = Query::new(&query);
//! assert_eq!(query.value("q").as_deref(), Some("a&b c"));
//! assert_eq!(query.items("ids", ListStyle::Form), Some(vec!["7".to_owned(), "8".to_owned()]));
//! assert_eq!(parse::<i32>("7", &DecodeOptions::DEFAULT), Ok(7));
//! ```

mod percent;
mod read;
mod scalar;
mod style;
mod write;

pub use percent::{decode, encode};
pub use read::{Query, cookie, cookie_items, header, header_items, path_items};
pub use style::ListStyle;
pub use write::{
    header_list, header_text, path_list, path_text, push_cookie, push_cookie_list, push_query,
    push_query_list,
};

use crate::FaultKind;
use crate::codec::DecodeOptions;

/// A value that one text expresses.
///
/// The text is that of the value alone: percent-encoding belongs to the place where it stands, not to the value.
pub trait Param: Sized {
    /// Reads a value from its text.
    ///
    /// # Errors
    ///
    /// What is wrong with the text; the same kinds that a body has, so that "not an integer" is said in one way.
    fn parse(text: &str, options: DecodeOptions) -> Result<Self, FaultKind>;

    /// Appends the text of this value.
    fn write(&self, out: &mut String);
}

/// What can be written as a parameter without being owned: a [`Param`], or a borrowed text.
pub trait WriteParam {
    /// Appends the text of this value.
    fn write_param(&self, out: &mut String);
}

impl<T: Param> WriteParam for T {
    fn write_param(&self, out: &mut String) {
        self.write(out);
    }
}

impl WriteParam for str {
    fn write_param(&self, out: &mut String) {
        out.push_str(self);
    }
}

/// Reads a value from its text: [`Param::parse`] as a function.
///
/// # Errors
///
/// What is wrong with the text.
pub fn parse<T: Param>(text: &str, options: &DecodeOptions) -> Result<T, FaultKind> {
    T::parse(text, *options)
}
