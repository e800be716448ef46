package shop

func signedUp(user User, email string, emailCount int) {
	// ruleid: privacy.go.log-personal-data
	log.Printf("signed up: %s", user.Email)
	// ruleid: privacy.go.log-personal-data
	slog.Info("signed up", "email", email)
	// ruleid: privacy.go.log-personal-data
	logger.Info("code sent", zap.String("phone", user.PhoneNumber))
	// ruleid: privacy.go.log-personal-data
	s.log.Warnf("no match for %v", user.GetDateOfBirth())
	// ruleid: privacy.go.log-personal-data
	logrus.WithField("number", user.SSN).Error("refused")
	// By id.
	// ok: privacy.go.log-personal-data
	log.Printf("signed up: %s", user.ID)
	// Made harmless.
	// ok: privacy.go.log-personal-data
	log.Printf("signed up: %s", mask(user.Email))
	// ok: privacy.go.log-personal-data
	log.Printf("signed up: %s", user.EmailHash)
	// About it, not it.
	// ok: privacy.go.log-personal-data
	log.Printf("sent %d", emailCount)
	// ok: privacy.go.log-personal-data
	slog.Info("verified", "ok", email != "")
	// Not a log.
	// ok: privacy.go.log-personal-data
	mailer.Send("welcome", user.Email)
}
