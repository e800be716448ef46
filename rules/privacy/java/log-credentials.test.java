class Login {
    void run(User user, String password, String maskedCardNumber) {
        // ruleid: privacy.java.log-credentials
        log.debug("login {} {}", user.getId(), password);
        // ruleid: privacy.java.log-credentials
        logger.info("new token " + session.getAccessToken());
        // ruleid: privacy.java.log-credentials
        System.out.println("card: " + card.getCardNumber());
        // ruleid: privacy.java.log-credentials
        log.warn("refused: {}", request.getParameter("password"));
        // ruleid: privacy.java.log-credentials
        log.warn("call {}", request.getHeader("Authorization"));
        // Nothing secret.
        // ok: privacy.java.log-credentials
        log.debug("login {}", user.getId());
        // Made harmless.
        // ok: privacy.java.log-credentials
        log.debug("card {}", maskedCardNumber);
        // ok: privacy.java.log-credentials
        log.debug("login {}", user.getPasswordHash());
        // ok: privacy.java.log-credentials
        log.debug("card {}", lastFour(card.getCardNumber()));
        // About it, not it.
        // ok: privacy.java.log-credentials
        log.debug("weak: {}", password.length());
        // ok: privacy.java.log-credentials
        log.debug("expired: {}", user.isPasswordExpired());
        // ok: privacy.java.log-credentials
        log.debug("the password was changed");
        // Not a log.
        // ok: privacy.java.log-credentials
        encoder.matches(password, user.getPasswordHash());
    }
}
