use ctor::ctor;

#[ctor]
fn bad() {
    // ruleid: rust.lang.ctor-uses-std
    println!("hello");
    // ruleid: rust.lang.ctor-uses-std
    std::fs::read("a");
}

#[ctor::dtor]
fn end() {
    // ruleid: rust.lang.ctor-uses-std
    std::io::stdout().write(b"a");
}

#[ctor]
fn good() {
    // ok: rust.lang.ctor-uses-std
    let x = 1 + 1;
    // ok: rust.lang.ctor-uses-std
    libc_print::libc_println!("hello");
}

fn main() {
    // ok: rust.lang.ctor-uses-std
    println!("hello");
}
