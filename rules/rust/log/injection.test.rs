use axum::extract::{Path, Query};
use log::{info, warn};

async fn show(Path(name): Path<String>, Query(q): Query<Params>) {
    // ruleid: rust.log.injection
    info!("user {}", name);
    // ruleid: rust.log.injection
    warn!("user {name}");
    // ruleid: rust.log.injection
    log::error!("asked for {}", q.page);
}

async fn safe(Path(name): Path<String>, Path(id): Path<u32>) {
    // ok: rust.log.injection
    info!("user {}", id);
    // ok: rust.log.injection
    info!("user {}", name.len());
    // ok: rust.log.injection
    info!("user {}", name.replace("\n", " "));
    // ok: rust.log.injection
    info!("started");
}
