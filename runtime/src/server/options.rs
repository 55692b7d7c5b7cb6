//! What a service may set about its router.

use std::fmt;
use std::sync::Arc;

use axum::http::HeaderMap;
use axum::response::Response;

use super::{Api, Operation, Profile};
use crate::Faults;
use crate::codec::DecodeOptions;

/// The hook that answers faults.
type OnFaults = Arc<dyn Fn(&Rejected<'_>) -> Response + Send + Sync>;

/// What a service may set about its router; the default suits most.
///
/// ```
/// use counterpart_runtime::server::Options;
///
/// let options = Options::default().with_body_limit(64 * 1024);
/// ```
#[derive(Clone)]
pub struct Options {
    body_limit: u64,
    upload_limit: u64,
    decode: Option<DecodeOptions>,
    on_faults: Option<OnFaults>,
}

impl Options {
    /// The most bytes that a body has, unless another limit is set: 4 MiB.
    pub const DEFAULT_BODY_LIMIT: u64 = 4 * 1024 * 1024;

    /// Sets the most bytes that a body may have. A longer one is answered with 413: by its `Content-Length` before anything is read, else as soon as
    /// more has been read; behind a layer that decompresses, of what comes out of it.
    #[must_use]
    pub fn with_body_limit(mut self, bytes: u64) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Sets the most bytes that a body may have which the implementor reads as it arrives. A longer one is answered with 413 by its
    /// `Content-Length`; else reading it fails. Without it there is no limit: nothing is kept of such a body.
    #[must_use]
    pub fn with_upload_limit(mut self, bytes: u64) -> Self {
        self.upload_limit = bytes;
        self
    }

    /// Sets how strictly parameters and bodies are read, and how many faults are listed, instead of what the profile says. The rules of schemas are
    /// checked whatever it says.
    #[must_use]
    pub fn with_decode_options(mut self, options: DecodeOptions) -> Self {
        self.decode = Some(options);
        self
    }

    /// Sets what answers the faults of parameters and bodies, instead of the profile's answer.
    #[must_use]
    pub fn with_faults_answer(
        mut self,
        answer: impl Fn(&Rejected<'_>) -> Response + Send + Sync + 'static,
    ) -> Self {
        self.on_faults = Some(Arc::new(answer));
        self
    }

    pub(super) fn body_limit(&self) -> u64 {
        self.body_limit
    }

    pub(super) fn upload_limit(&self) -> u64 {
        self.upload_limit
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            body_limit: Self::DEFAULT_BODY_LIMIT,
            upload_limit: u64::MAX,
            decode: None,
            on_faults: None,
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("body_limit", &self.body_limit)
            .field("upload_limit", &self.upload_limit)
            .field("decode", &self.decode)
            .field("on_faults", &self.on_faults.is_some())
            .finish()
    }
}

/// What all requests of a mount share.
pub(super) struct Shared {
    pub(super) api: &'static Api,
    pub(super) options: Options,
}

impl Shared {
    /// How strictly requests are read. The rules of schemas hold in any case: the implementor relies on them.
    pub(super) fn decode_options(&self) -> DecodeOptions {
        let by_profile = self.api.profile.rules().decode;
        self.options.decode.unwrap_or(by_profile).with_rules(true)
    }

    /// The answer to faults: the hook's, else the profile's.
    pub(super) fn answer(
        &self,
        operation: &'static Operation,
        headers: &HeaderMap,
        mut faults: Faults,
    ) -> Response {
        faults.truncate(usize::from(self.decode_options().max_faults));
        let rejected = Rejected {
            faults: &faults,
            operation,
            headers,
            profile: self.api.profile,
        };
        match &self.options.on_faults {
            Some(answer) => answer(&rejected),
            None => rejected.default_answer(),
        }
    }
}

/// A request with faults: what the hook of [`Options::with_faults_answer`] is given.
///
/// The first segment of each fault's location says where the fault is: `path`, `query`, `header`, `cookie` (then the parameter's name follows)
/// or `body`.
#[derive(Clone, Copy)]
pub struct Rejected<'a> {
    faults: &'a Faults,
    operation: &'static Operation,
    headers: &'a HeaderMap,
    profile: Profile,
}

impl Rejected<'_> {
    /// What is wrong. No fault holds a value of the request.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        self.faults
    }

    /// The operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The headers of the request.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.headers
    }

    /// What would be answered without a hook.
    #[must_use]
    pub fn default_answer(&self) -> Response {
        (self.profile.rules().faults)(self.faults)
    }
}

impl fmt::Debug for Rejected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejected")
            .field("operation", &self.operation)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}
