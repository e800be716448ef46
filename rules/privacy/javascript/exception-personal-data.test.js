function check(user, id) {
  if (!user.active) {
    // ruleid: privacy.javascript.exception-personal-data
    throw new Error(`${user.email} is locked`);
  }
  const text = "no account for " + user.phoneNumber;
  return new Promise((resolve, reject) => {
    // ruleid: privacy.javascript.exception-personal-data
    reject(new Error(text));
    // ok: privacy.javascript.exception-personal-data
    reject(new Error("no account " + id));
    // ok: privacy.javascript.exception-personal-data
    throw new Error(user.email ? "locked" : "unknown");
  });
}
