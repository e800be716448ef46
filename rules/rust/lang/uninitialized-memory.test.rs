use std::mem;
use std::mem::MaybeUninit;

fn unset() {
    // ruleid: rust.lang.uninitialized-memory
    let first: u64 = unsafe { mem::uninitialized() };
    // ruleid: rust.lang.uninitialized-memory
    let second: [u8; 64] = unsafe { MaybeUninit::uninit().assume_init() };
    // ruleid: rust.lang.uninitialized-memory
    let third = unsafe { std::mem::uninitialized::<u64>() };
}

fn longer(length: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length);
    // ruleid: rust.lang.uninitialized-memory
    unsafe { bytes.set_len(length); }
    bytes
}

fn set(length: usize, source: &[u8]) {
    // ok: rust.lang.uninitialized-memory
    let first = [0u8; 64];
    let mut second = MaybeUninit::<u64>::uninit();
    second.write(7);
    // ok: rust.lang.uninitialized-memory
    let second = unsafe { second.assume_init() };
    // ok: rust.lang.uninitialized-memory
    let mut third: [MaybeUninit<u64>; 8] = unsafe { MaybeUninit::uninit().assume_init() };
    // ok: rust.lang.uninitialized-memory
    let slots = Slots { items: unsafe { MaybeUninit::uninit().assume_init() } };
    let mut fourth = Vec::with_capacity(length);
    fourth.extend_from_slice(source);
    // ok: rust.lang.uninitialized-memory
    unsafe { fourth.set_len(length); }
}
