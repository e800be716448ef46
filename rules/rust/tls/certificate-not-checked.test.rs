use std::sync::Arc;

use openssl::ssl::{SslAcceptor, SslConnector, SslMethod, SslVerifyMode};

fn unchecked(mut tls: rustls::ClientConfig, verifier: Arc<AnyCertificate>) -> Result<(), Error> {
    // ruleid: rust.tls.certificate-not-checked
    let first = reqwest::Client::builder().danger_accept_invalid_certs(true).build()?;
    // ruleid: rust.tls.certificate-not-checked
    let second = native_tls::TlsConnector::builder().danger_accept_invalid_hostnames(true).build()?;
    let mut third = SslConnector::builder(SslMethod::tls())?;
    // ruleid: rust.tls.certificate-not-checked
    third.set_verify(SslVerifyMode::NONE);
    // ruleid: rust.tls.certificate-not-checked
    tls.dangerous().set_certificate_verifier(verifier);
    Ok(())
}

fn checked(root: reqwest::Certificate, strict: bool) -> Result<(), Error> {
    // ok: rust.tls.certificate-not-checked
    let first = reqwest::Client::builder().add_root_certificate(root).build()?;
    // ok: rust.tls.certificate-not-checked
    let second = reqwest::Client::builder().danger_accept_invalid_certs(false).build()?;
    let mut third = SslConnector::builder(SslMethod::tls())?;
    // ok: rust.tls.certificate-not-checked
    third.set_verify(SslVerifyMode::PEER);
    Ok(())
}

fn server() -> Result<SslAcceptor, Error> {
    let mut builder = SslAcceptor::mozilla_modern(SslMethod::tls())?;
    // ok: rust.tls.certificate-not-checked
    builder.set_verify(SslVerifyMode::NONE);
    Ok(builder.build())
}
