//! What a SIP configuration is, and what may become of it: values that cannot be built wrong, the change that a request asks for, and
//! the phone that it is asked of. No I/O, no waiting, no HTTP.

mod address;
mod change;
mod credential;
mod encryption;
mod phone;
mod settings;
mod termination_uri;

pub use address::{AddressError, AllowedAddress};
pub use change::{Change, InboundChange, MAX_ALLOWED_ADDRESSES, OutboundChange};
pub use credential::{CredentialError, MAX_CREDENTIAL_BYTES, Password, Username};
pub use encryption::MediaEncryption;
pub use generated_server::types::{PhoneRegisterStatus as Status, TelephonyProvider as Provider};
pub use phone::{Conflict, Phone, TrunkId, Trunks};
pub use settings::SipSettings;
pub use termination_uri::{MAX_TERMINATION_URI_BYTES, TerminationUri, TerminationUriError};
