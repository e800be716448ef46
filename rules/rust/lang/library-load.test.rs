use libloading::Library;

fn run() {
    let name = std::env::args().nth(1).unwrap();
    // ruleid: rust.lang.library-load
    unsafe { Library::new(&name) };
    // ruleid: rust.lang.library-load
    unsafe { Library::new(format!("plugins/{name}.so")) };
    // ruleid: rust.lang.library-load
    unsafe { libloading::Library::new(std::env::var("PLUGIN").unwrap()) };
    // ok: rust.lang.library-load
    unsafe { Library::new("plugins/a.so") };
    let number: u32 = name.parse::<u32>().unwrap();
    // ok: rust.lang.library-load
    unsafe { Library::new(format!("plugins/{number}.so")) };
    // ok: rust.lang.library-load
    unsafe { Library::new(PLUGIN) };
}
