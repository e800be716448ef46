use std::mem;
use std::mem::transmute as reinterpret;

fn bits(x: f32, text: &str) {
    // ruleid: rust.lang.transmute
    let first: u32 = unsafe { mem::transmute(x) };
    // ruleid: rust.lang.transmute
    let second: u32 = unsafe { reinterpret(x) };
    // ruleid: rust.lang.transmute
    let third = unsafe { std::mem::transmute::<&str, &'static str>(text) };
    // ruleid: rust.lang.transmute
    let back = unsafe { mem::transmute::<u32, f32>(first) };
    // ruleid: rust.lang.transmute
    let fourth: u32 = unsafe { mem::transmute_copy(&x) };
}

fn checked(x: f32, matrix: Matrix) {
    // ok: rust.lang.transmute
    let first = x.to_bits();
    // ok: rust.lang.transmute
    let second = u32::from_ne_bytes(x.to_ne_bytes());
    // ok: rust.lang.transmute
    let third = mem::size_of::<f32>();
    // ok: rust.lang.transmute
    let fourth = matrix.transmute(x);
}
