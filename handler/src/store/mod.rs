//! Where the phones are kept: the trait, its errors, and SQLite.

mod error;
mod row;
mod sqlite;

use uuid::Uuid;

pub use self::error::{Cause, StoreError};
pub use self::sqlite::SqliteStore;
use crate::domain::{Phone, SipSettings};

/// The database, as an update of a phone needs it.
pub trait Store: Send + Sync + 'static {
    /// The phone of this id, if it is this company's: `None` for an unknown phone and for another company's alike.
    ///
    /// # Errors
    /// When the database does not answer, or holds what the service never writes.
    fn find(
        &self,
        company: &str,
        id: Uuid,
    ) -> impl Future<Output = Result<Option<Phone>, StoreError>> + Send;

    /// Keeps the settings of a phone, and counts its version up by one.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when the phone's version is not `phone.version` any more: nothing is kept then. Otherwise when the database does not
    /// answer; whether it has kept the settings is not known then.
    fn save(
        &self,
        phone: &Phone,
        settings: &SipSettings,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}
