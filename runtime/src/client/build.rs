//! Building a client.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderValue;

use super::core::{Core, Shared};
use super::credential::{self, Credentials};
use super::describe::{Api, Scheme};
use super::http_client;
use super::transport::{BoxError, Transport};
use super::url;
use crate::secret::Secret;

/// How long a call may take, unless it or its client says otherwise.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// How long it may take to connect, unless the client says otherwise.
pub const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How many bytes the body of an answer may have, unless the client says otherwise.
pub const DEFAULT_BODY_LIMIT: u64 = 64 << 20;

/// Builds a [`Core`]; the builder of a generated client wraps it.
pub struct Builder {
    api: &'static Api,
    base: Result<String, BuildError>,
    credentials: Credentials,
    faulty: Option<BuildError>,
    transport: Option<Arc<dyn Transport>>,
    connect_timeout: Duration,
    timeout: Option<Duration>,
    body_limit: u64,
    user_agent: Option<String>,
    foreign_credentials: bool,
}

/// Without the server's URL, which may hold a password until it is looked at, and without the transport, which may hold anything.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("body_limit", &self.body_limit)
            .field("foreign_credentials", &self.foreign_credentials)
            .finish_non_exhaustive()
    }
}

impl Builder {
    /// For `api`, at the server with the URL `base`.
    #[must_use]
    pub fn new(api: &'static Api, base: Result<String, BuildError>) -> Self {
        Self {
            api,
            base,
            credentials: Credentials::default(),
            faulty: None,
            transport: None,
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            timeout: Some(DEFAULT_TIMEOUT),
            body_limit: DEFAULT_BODY_LIMIT,
            user_agent: None,
            foreign_credentials: false,
        }
    }

    /// The token or key of a scheme.
    #[must_use]
    pub fn credential(mut self, scheme: &'static Scheme, secret: &Secret) -> Self {
        if let Err(error) = self.credentials.set(scheme, secret) {
            self.faulty.get_or_insert(error);
        }
        self
    }

    /// User and password of a scheme of HTTP's basic authentication.
    #[must_use]
    pub fn basic(mut self, scheme: &'static Scheme, user: &str, password: &Secret) -> Self {
        match credential::basic(user, password) {
            Some(secret) => self.credential(scheme, &secret),
            None => {
                self.faulty.get_or_insert(BuildError::Credential {
                    scheme: scheme.name,
                });
                self
            }
        }
    }

    /// Operations that ask for a credential which this client does not have are sent all the same: the transport adds it.
    #[must_use]
    pub fn foreign_credentials(mut self) -> Self {
        self.foreign_credentials = true;
        self
    }

    /// How long a call may take from start to end; `None`: as long as it takes. Default: [`DEFAULT_TIMEOUT`].
    #[must_use]
    pub fn timeout(mut self, timeout: Option<Duration>) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long it may take to connect. Default: [`DEFAULT_CONNECT_TIMEOUT`]. Has no effect on a transport of the caller's.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How many bytes the body of an answer may have. Default: [`DEFAULT_BODY_LIMIT`].
    #[must_use]
    pub fn body_limit(mut self, bytes: u64) -> Self {
        self.body_limit = bytes;
        self
    }

    /// The `User-Agent` header. Default: name and version of the generated crate.
    #[must_use]
    pub fn user_agent(mut self, user_agent: &str) -> Self {
        self.user_agent = Some(user_agent.to_owned());
        self
    }

    /// Sends by `transport` instead of a [`reqwest::Client`] of the client's own.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// See [`BuildError`].
    pub fn build(self) -> Result<Core, BuildError> {
        let base = url::base(&self.base?)?;
        if let Some(error) = self.faulty {
            return Err(error);
        }
        let user_agent = self.user_agent.as_deref().unwrap_or(self.api.user_agent);
        let user_agent = HeaderValue::from_str(user_agent).map_err(|_| BuildError::UserAgent)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(http_client::own(&base, self.connect_timeout)?),
        };
        Ok(Core::new(Shared {
            api: self.api,
            base,
            credentials: self.credentials,
            transport,
            timeout: self.timeout,
            body_limit: self.body_limit,
            user_agent,
            foreign_credentials: self.foreign_credentials,
        }))
    }
}

/// Why no client could be built. It shows neither URLs nor credentials.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The URL of the server.
    BaseUrl {
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A variable of the server's URL has a value that the document does not list, or that would change other parts of the URL.
    ServerVariable {
        /// The name of the variable.
        name: &'static str,
    },
    /// A credential cannot stand where its scheme wants it, such as a token with a line break.
    Credential {
        /// The name of the security scheme.
        scheme: &'static str,
    },
    /// The user agent cannot stand in a header.
    UserAgent,
    /// The HTTP client, such as that there are no root certificates.
    HttpClient {
        /// What it says.
        source: BoxError,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl { problem } => write!(f, "the server's URL cannot be used: {problem}"),
            Self::ServerVariable { name } => write!(
                f,
                "the value of the server's variable {name:?} cannot be used"
            ),
            Self::Credential { scheme } => {
                write!(f, "the credential for {scheme:?} cannot be sent")
            }
            Self::UserAgent => f.write_str("the user agent cannot be sent"),
            Self::HttpClient { .. } => f.write_str("the HTTP client could not be built"),
        }
    }
}

impl StdError for BuildError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::HttpClient { source } => Some(source.as_ref()),
            _ => None,
        }
    }
}
