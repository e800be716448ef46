function signedUp(user: User, email: string, phoneNumber: string) {
  // ruleid: privacy.javascript.log-personal-data
  console.log(email);
  // ruleid: privacy.javascript.log-personal-data
  logger.info("signed up", user.email);
  // ruleid: privacy.javascript.log-personal-data
  console.debug(`code sent to ${phoneNumber} by text`);
  // ruleid: privacy.javascript.log-personal-data
  console.error("no match for " + user.dateOfBirth);
  // ruleid: privacy.javascript.log-personal-data
  logger.warn("bad document", { id: user.id, document: user.passportNumber });
  // ruleid: privacy.javascript.log-personal-data
  this.logger.info("number", user?.ssn);
  // ok: privacy.javascript.log-personal-data
  logger.info("signed up", user.id);
  // ok: privacy.javascript.log-personal-data
  logger.info("signed up", user.emailHash);
  // ok: privacy.javascript.log-personal-data
  logger.info("signed up", mask(email));
  // ok: privacy.javascript.log-personal-data
  console.log(emailCount);
  // ok: privacy.javascript.log-personal-data
  console.log("verified", Boolean(user.email));
  // ok: privacy.javascript.log-personal-data
  console.log(form.errors.email);
  // ok: privacy.javascript.log-personal-data
  console.log("the email was sent");
  // ok: privacy.javascript.log-personal-data
  mailer.send("welcome", user.email);
}
