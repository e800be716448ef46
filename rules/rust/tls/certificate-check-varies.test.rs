fn client(insecure: bool, config: &Config) {
    // ruleid: rust.tls.certificate-check-varies
    reqwest::Client::builder().danger_accept_invalid_certs(insecure);
    // ruleid: rust.tls.certificate-check-varies
    reqwest::Client::builder().danger_accept_invalid_hostnames(config.insecure);
    // ruleid: rust.tls.certificate-check-varies
    native_tls::TlsConnector::builder().danger_accept_invalid_certs(!config.verify);
    let never = false;
    // ok: rust.tls.certificate-check-varies
    reqwest::Client::builder().danger_accept_invalid_certs(never);
    // ok: rust.tls.certificate-check-varies
    reqwest::Client::builder().danger_accept_invalid_certs(false);
    // ok: rust.tls.certificate-check-varies
    reqwest::Client::builder().https_only(insecure);
}
