class SignUp {
    void done(User user, String email, int emailCount) {
        // ruleid: privacy.java.log-personal-data
        log.info("signed up: {}", user.getEmail());
        // ruleid: privacy.java.log-personal-data
        LOGGER.debug("no match for " + user.getDateOfBirth());
        // ruleid: privacy.java.log-personal-data
        logger.warn("bad number " + user.getSsn() + " given");
        // ruleid: privacy.java.log-personal-data
        System.out.println(email);
        // ruleid: privacy.java.log-personal-data
        log.error(String.format("no passport %s", person.passportNumber()));
        // By id.
        // ok: privacy.java.log-personal-data
        log.info("signed up: {}", user.getId());
        // Made harmless.
        // ok: privacy.java.log-personal-data
        log.info("signed up: {}", mask(user.getEmail()));
        // ok: privacy.java.log-personal-data
        log.info("signed up: {}", user.getEmailHash());
        // About it, not it.
        // ok: privacy.java.log-personal-data
        log.info("sent {}", emailCount);
        // ok: privacy.java.log-personal-data
        log.info("verified: {}", user.hasEmail());
        // ok: privacy.java.log-personal-data
        log.info("verified: {}", email != null);
        // Not a log.
        // ok: privacy.java.log-personal-data
        mailer.send("welcome", user.getEmail());
    }
}
