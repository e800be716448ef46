use std::mem::{self, MaybeUninit};

fn zeros() {
    // ruleid: rust.lang.zeroed-memory
    let first: Options = unsafe { mem::zeroed() };
    // ruleid: rust.lang.zeroed-memory
    let second = unsafe { std::mem::zeroed::<Options>() };
    // ruleid: rust.lang.zeroed-memory
    let third: Options = unsafe { MaybeUninit::zeroed().assume_init() };
}

fn values() {
    // ok: rust.lang.zeroed-memory
    let first = Options::default();
    // ok: rust.lang.zeroed-memory
    let mut second: libc::stat = unsafe { mem::zeroed() };
    // ok: rust.lang.zeroed-memory
    let third = unsafe { std::mem::zeroed::<libc::stat>() };
    // ok: rust.lang.zeroed-memory
    let mut info: CONSOLE_CURSOR_INFO = unsafe { mem::zeroed() };
    // ok: rust.lang.zeroed-memory
    let fourth = [0u8; 16];
}
