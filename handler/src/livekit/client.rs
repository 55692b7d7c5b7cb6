//! The calls.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Response, Url};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::config::{Config, ConfigError};
use super::error::Error;
use super::token::Signer;
use super::trunk::{InboundTrunk, OutboundTrunk, Trunk};
use super::update::{InboundUpdate, OutboundUpdate};
use super::wiped::Wiped;
use crate::domain::TrunkId;

/// How many bytes an answer may have: a trunk with a thousand allowed addresses has some fifty thousand.
const MAX_ANSWER: usize = 1 << 20;

/// LiveKit's SIP API. Clones share connections.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    http: reqwest::Client,
    base: Url,
    signer: Signer,
}

#[derive(Serialize)]
struct Get<'a> {
    sip_trunk_id: &'a str,
}

#[derive(Serialize)]
struct Update<'a, U> {
    sip_trunk_id: &'a str,
    update: &'a U,
}

#[derive(Deserialize)]
struct Got<T> {
    trunk: T,
}

impl Client {
    /// For LiveKit as configured. Nothing is sent yet.
    ///
    /// # Errors
    /// What is wrong with the configuration, see [`ConfigError`].
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        let base = config.base()?;
        if config.api_key.is_empty() {
            return Err(ConfigError::NoKey);
        }
        if config.api_secret.is_empty() {
            return Err(ConfigError::NoSecret);
        }
        if config.timeout.is_zero() {
            return Err(ConfigError::NoTime);
        }
        Ok(Self(Arc::new(Inner {
            http: http(&base, config.timeout)?,
            signer: Signer::new(&config.api_key, &config.api_secret),
            base,
        })))
    }

    /// The trunk of this id for calls that come in.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn inbound(&self, id: &TrunkId) -> Result<InboundTrunk, Error> {
        self.get("GetSIPInboundTrunk", id).await
    }

    /// The trunk of this id for calls that go out.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn outbound(&self, id: &TrunkId) -> Result<OutboundTrunk, Error> {
        self.get("GetSIPOutboundTrunk", id).await
    }

    /// Changes a trunk for calls that come in, and answers with the trunk as LiveKit has it then.
    ///
    /// # Errors
    /// See [`Error`]; whether the trunk may have been changed all the same is [`Error::may_have_applied`].
    pub async fn update_inbound(
        &self,
        id: &TrunkId,
        update: &InboundUpdate,
    ) -> Result<InboundTrunk, Error> {
        self.update("UpdateSIPInboundTrunk", id, update).await
    }

    /// Changes a trunk for calls that go out, and answers with the trunk as LiveKit has it then.
    ///
    /// # Errors
    /// See [`Error`]; whether the trunk may have been changed all the same is [`Error::may_have_applied`].
    pub async fn update_outbound(
        &self,
        id: &TrunkId,
        update: &OutboundUpdate,
    ) -> Result<OutboundTrunk, Error> {
        self.update("UpdateSIPOutboundTrunk", id, update).await
    }

    async fn get<T: DeserializeOwned + Trunk>(
        &self,
        method: &str,
        id: &TrunkId,
    ) -> Result<T, Error> {
        let request = Get {
            sip_trunk_id: id.as_str(),
        };
        let got: Got<T> = self.call(method, &request).await?;
        of_id(got.trunk, id)
    }

    async fn update<U: Serialize + Sync, T: DeserializeOwned + Trunk>(
        &self,
        method: &str,
        id: &TrunkId,
        update: &U,
    ) -> Result<T, Error> {
        let request = Update {
            sip_trunk_id: id.as_str(),
            update,
        };
        of_id(self.call(method, &request).await?, id)
    }

    async fn call<Q: Serialize, A: DeserializeOwned>(
        &self,
        method: &str,
        request: &Q,
    ) -> Result<A, Error> {
        let Ok((authorization, body)) = self.prepare(request) else {
            // Neither strings nor claims of ours can fail to be written; if they do, nothing was sent.
            return Err(Error::Unavailable {
                status: None,
                code: None,
                source: None,
            });
        };
        let mut url = self.0.base.clone();
        url.set_path(&format!("{}{method}", self.0.base.path()));
        let sent = self
            .0
            .http
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header(AUTHORIZATION, authorization);
        let answer = sent
            .body(body)
            .send()
            .await
            .map_err(|error| Error::broken(error, None))?;
        let status = answer.status().as_u16();
        let body = read(answer).await?;
        if status != 200 {
            return Err(Error::answered(status, body.as_ref()));
        }
        // The parser's error may show a value.
        serde_json::from_slice(body.as_ref()).map_err(|_| Error::Unreadable { status })
    }

    fn prepare(&self, request: &impl Serialize) -> anyhow::Result<(HeaderValue, Bytes)> {
        let token = self.0.signer.token()?;
        let mut authorization = HeaderValue::from_str(&format!("Bearer {}", token.expose()))?;
        authorization.set_sensitive(true);
        let mut body = Wiped::default();
        serde_json::to_writer(&mut body, request)?;
        Ok((authorization, Bytes::from_owner(body)))
    }
}

/// The body, as long as it is not too large.
async fn read(mut answer: Response) -> Result<Wiped, Error> {
    let status = answer.status().as_u16();
    let mut body = Wiped::default();
    while let Some(chunk) = answer
        .chunk()
        .await
        .map_err(|error| Error::broken(error, Some(status)))?
    {
        if body.len() + chunk.len() > MAX_ANSWER {
            return Err(Error::Unreadable { status });
        }
        body.append(&chunk);
    }
    Ok(body)
}

/// A trunk of another id is no answer.
fn of_id<T: Trunk>(trunk: T, id: &TrunkId) -> Result<T, Error> {
    if trunk.id() == id.as_str() {
        Ok(trunk)
    } else {
        Err(Error::Unreadable { status: 200 })
    }
}

fn http(base: &Url, timeout: Duration) -> Result<reqwest::Client, ConfigError> {
    let encrypted = base.scheme() == "https";
    let builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls(encrypted)?)
        // A redirect would take token and password elsewhere.
        .redirect(Policy::none())
        .referer(false)
        // To connect in time leaves time to answer; and what has not connected has changed nothing.
        .connect_timeout(timeout / 2)
        .timeout(timeout)
        .pool_idle_timeout(Duration::from_secs(30));
    // A proxy of the environment's sees all of plain http.
    let builder = if encrypted {
        builder
    } else {
        builder.no_proxy()
    };
    builder
        .build()
        .map_err(|error| ConfigError::HttpClient(error.without_url()))
}

/// rustls with ring, without a provider for the whole process. Plain http works on a machine without root certificates.
fn tls(encrypted: bool) -> Result<rustls::ClientConfig, rustls::Error> {
    use rustls_platform_verifier::BuilderVerifierExt;

    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?;
    let builder = if encrypted {
        builder.with_platform_verifier()?
    } else {
        builder.with_root_certificates(rustls::RootCertStore::empty())
    };
    Ok(builder.with_no_client_auth())
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("livekit::Client")
            .field(&self.0.base.host_str())
            .finish()
    }
}
