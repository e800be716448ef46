use actix_cors::Cors;
use tower_http::cors::{AllowOrigin, CorsLayer};

fn open(router: Router) {
    // ruleid: rust.web.cors-permissive
    let first = router.layer(CorsLayer::permissive());
    // ruleid: rust.web.cors-permissive
    let second = CorsLayer::very_permissive();
    // ruleid: rust.web.cors-permissive
    let third = Cors::permissive();
    // ruleid: rust.web.cors-permissive
    let fourth = CorsLayer::new().allow_origin(AllowOrigin::mirror_request()).allow_credentials(true);
    // ruleid: rust.web.cors-permissive
    let fifth = Cors::default().allow_any_origin().allow_any_method().supports_credentials();
}

fn listed(router: Router, origins: Vec<HeaderValue>) {
    // ok: rust.web.cors-permissive
    let first = router.layer(CorsLayer::new().allow_origin(origins));
    // ok: rust.web.cors-permissive
    let second = CorsLayer::new();
    // ok: rust.web.cors-permissive
    let third = Cors::default().allowed_origin("https://app.example.com").supports_credentials();
    // ok: rust.web.cors-permissive
    let fourth = Policy::permissive();
}
