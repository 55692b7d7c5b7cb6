//! The values of parameters as text: in paths, queries, headers and cookies.
//!
//! A type becomes a [`ParamValue`] (a text, a list, or fields), which a [`ParamDesc`] says how to write. What a client writes here, a server reads back
//! equal:
//!
//! ```
//! use counterpart_runtime::codec::DecodeOptions;
//! use counterpart_runtime::param::{ParamDesc, ParamReader, Query, ReadParam, Source, Style, WriteParam, read, write};
//!
//! static IDS: ParamDesc = ParamDesc::query("ids").style(Style::Form, false);
//!
//! let text = write(&IDS, &[7, 8].param_value()?)?;
//! assert_eq!(text, "ids=7,8");
//!
//! let query = Query::new(&text);
//! let value = read(&IDS, Vec::<i32>::shape(), Source::Query(&query)).expect("it is there");
//! let mut reader = ParamReader::new(vec!["query".into(), "ids".into()], DecodeOptions::DEFAULT);
//! assert_eq!(Vec::<i32>::read_param(value, &[], &mut reader), Ok(vec![7, 8]));
//! # Ok::<(), counterpart_runtime::param::Unwritable>(())
//! ```

mod convert;
mod deep;
mod desc;
mod percent;
mod read;
mod reader;
mod scalar;
mod value;
mod write;

pub use convert::{AsJson, FieldsWriter, ReadParam, WriteParam};
pub use desc::{Encoding, Location, ParamDesc, Style};
pub use percent::{decode, encode};
pub use read::{Query, Source, cookie, header, read, read_lines};
pub use reader::{ParamReader, ParamSlot};
pub use value::{ParamValue, Shape};
#[cfg(feature = "client")]
pub(crate) use write::query_pair;
pub use write::{Unwritable, write};

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
