//! TLS by rustls, with ring: aws-lc, which reqwest would take, is a large build in C.

use reqwest::ClientBuilder;

use super::build::BuildError;

/// Whom to trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Roots {
    /// Nobody: for servers without TLS.
    None,
    /// The root certificates of the operating system.
    System,
}

/// Without the feature `rustls`, TLS is what the program's own features of reqwest make it.
#[cfg(not(feature = "rustls"))]
pub(super) fn enable(builder: ClientBuilder, _roots: Roots) -> Result<ClientBuilder, BuildError> {
    Ok(builder)
}

/// reqwest panics without a configuration, unless the program has installed a provider: that is not for a library to do.
#[cfg(feature = "rustls")]
pub(super) fn enable(builder: ClientBuilder, roots: Roots) -> Result<ClientBuilder, BuildError> {
    let config = config(roots).map_err(|error| BuildError::HttpClient {
        source: error.into(),
    })?;
    Ok(builder.tls_backend_preconfigured(config))
}

#[cfg(feature = "rustls")]
fn config(roots: Roots) -> Result<rustls::ClientConfig, rustls::Error> {
    use rustls_platform_verifier::BuilderVerifierExt;

    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?;
    let builder = match roots {
        Roots::None => builder.with_root_certificates(rustls::RootCertStore::empty()),
        Roots::System => builder.with_platform_verifier()?,
    };
    Ok(builder.with_no_client_auth())
}
