use axum::body::Bytes;

async fn read(body: Bytes) {
    // ruleid: rust.deserialize.unlimited
    let a: State = bincode::deserialize(&body).unwrap();
    // ruleid: rust.deserialize.unlimited
    let b: State = rmp_serde::from_slice(&body).unwrap();
    // ruleid: rust.deserialize.unlimited
    let c: State = serde_yaml::from_slice(&body).unwrap();
}

async fn safe(body: Bytes, file: &[u8]) {
    // ok: rust.deserialize.unlimited
    let a: State = serde_json::from_slice(&body).unwrap();
    // ok: rust.deserialize.unlimited
    let b: State = bincode::deserialize(file).unwrap();
    // ok: rust.deserialize.unlimited
    let c: State = bincode::options().with_limit(1024).deserialize(&body).unwrap();
}
