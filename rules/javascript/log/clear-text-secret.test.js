function login(name, password, o) {
  // ruleid: javascript.log.clear-text-secret
  console.log(password);
  // ruleid: javascript.log.clear-text-secret
  console.log("user " + name + " " + password);
  // ruleid: javascript.log.clear-text-secret
  logger.info(`pw ${o.password}`);
  const copy = password;
  // ruleid: javascript.log.clear-text-secret
  console.error(copy);
  // ok: javascript.log.clear-text-secret
  console.log(name);
  // ok: javascript.log.clear-text-secret
  console.log("length", password.length);
  // ok: javascript.log.clear-text-secret
  console.log(hash(password));
  // ok: javascript.log.clear-text-secret
  console.log("password is wrong");
}
