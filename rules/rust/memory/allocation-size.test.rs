use axum::extract::{Path, Query};

async fn read(Query(q): Query<Params>) {
    let size: usize = q.size.parse().unwrap();
    // ruleid: rust.memory.allocation-size
    let a: Vec<u8> = Vec::with_capacity(size);
    // ruleid: rust.memory.allocation-size
    let b = vec![0u8; size];
    let mut c = String::new();
    // ruleid: rust.memory.allocation-size
    c.reserve(size * 2);
}

async fn safe(Query(q): Query<Params>) {
    let size: usize = q.size.parse().unwrap();
    // ok: rust.memory.allocation-size
    let a: Vec<u8> = Vec::with_capacity(size.min(1024));
    // ok: rust.memory.allocation-size
    let b = vec![0u8; 1024];
    if size > 1024 {
        return;
    }
    // ok: rust.memory.allocation-size
    let c: Vec<u8> = Vec::with_capacity(size);
    // ok: rust.memory.allocation-size
    let d: Vec<u8> = Vec::with_capacity(q.name.len());
}
