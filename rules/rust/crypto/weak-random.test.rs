use rand::rngs::{OsRng, SmallRng, StdRng};

fn bad() {
    let mut rng = SmallRng::from_entropy();
    // ruleid: rust.crypto.weak-random
    let token = rng.gen::<u64>().to_string();
    // ruleid: rust.crypto.weak-random
    let session_id = fastrand::u64(..);
    let mut seeded = StdRng::seed_from_u64(7);
    // ruleid: rust.crypto.weak-random
    let password: String = seeded.sample_iter(&Alphanumeric).collect();
}

fn safe() {
    // ok: rust.crypto.weak-random
    let token = OsRng.gen::<u64>().to_string();
    // ok: rust.crypto.weak-random
    let delay = fastrand::u64(..100);
    let mut rng = rand::thread_rng();
    // ok: rust.crypto.weak-random
    let password: String = rng.sample_iter(&Alphanumeric).collect();
}
