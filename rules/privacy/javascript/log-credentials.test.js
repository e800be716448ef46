function login(req, user, password, accessToken, card) {
  // ruleid: privacy.javascript.log-credentials
  console.log(password);
  // ruleid: privacy.javascript.log-credentials
  logger.debug("login", { user: user.id, password: password });
  // ruleid: privacy.javascript.log-credentials
  logger.debug("login", { user, password });
  // ruleid: privacy.javascript.log-credentials
  console.info(`new token ${accessToken}`);
  // ruleid: privacy.javascript.log-credentials
  log.warn("refused: " + card.cardNumber);
  // ruleid: privacy.javascript.log-credentials
  console.error("connect", process.env.DB_PASSWORD);
  // ruleid: privacy.javascript.log-credentials
  this.logger.info("call", req.headers.authorization);
  // ruleid: privacy.javascript.log-credentials
  console.log(req.body["clientSecret"]);
  // Nothing secret.
  // ok: privacy.javascript.log-credentials
  logger.debug("login", { user: user.id });
  // ok: privacy.javascript.log-credentials
  console.log(process.env.NODE_ENV);
  // Made harmless.
  // ok: privacy.javascript.log-credentials
  console.log(mask(card.cardNumber));
  // ok: privacy.javascript.log-credentials
  console.log(user.passwordHash);
  // ok: privacy.javascript.log-credentials
  console.log(maskedCardNumber);
  // About it, not it.
  // ok: privacy.javascript.log-credentials
  console.log("weak", password.length < 12);
  // ok: privacy.javascript.log-credentials
  console.log(showPassword);
  // ok: privacy.javascript.log-credentials
  console.log(form.errors.password);
  // ok: privacy.javascript.log-credentials
  console.log("the password was changed");
  // A piece of a text.
  // ok: privacy.javascript.log-credentials
  console.log(token);
  // Not a log.
  // ok: privacy.javascript.log-credentials
  bcrypt.compare(password, user.passwordHash);
}
