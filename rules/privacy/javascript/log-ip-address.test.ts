function view(req: Request, user: User) {
  const clientIp = req.headers["x-forwarded-for"];
  // ruleid: privacy.javascript.log-ip-address
  logger.info("request from", clientIp);
  // ruleid: privacy.javascript.log-ip-address
  console.log(`blocked ${user.userIp}`);
  // ruleid: privacy.javascript.log-ip-address
  logger.warn(req.remoteAddr);
  // ok: privacy.javascript.log-ip-address
  logger.info("request from", mask(clientIp));
  // ok: privacy.javascript.log-ip-address
  logger.info("signed up", user.email);
  // ok: privacy.javascript.log-ip-address
  logger.info("request", req.path);
}
