package shop

func login(user User, password string, maskedCardNumber string) {
	// ruleid: privacy.go.log-credentials
	log.Printf("login %s %s", user.Name, password)
	// ruleid: privacy.go.log-credentials
	slog.Debug("token", "value", session.AccessToken)
	// ruleid: privacy.go.log-credentials
	logger.Info("card", zap.String("number", card.CardNumber))
	// ruleid: privacy.go.log-credentials
	log.Println("config", cfg.Database.Password)
	// Nothing secret.
	// ok: privacy.go.log-credentials
	log.Printf("login %s", user.ID)
	// Made harmless.
	// ok: privacy.go.log-credentials
	log.Printf("card %s", maskedCardNumber)
	// ok: privacy.go.log-credentials
	log.Printf("login %s", user.PasswordHash)
	// ok: privacy.go.log-credentials
	log.Printf("card %s", lastFour(card.CardNumber))
	// About it, not it.
	// ok: privacy.go.log-credentials
	log.Printf("weak: %v", len(password) < 12)
	// ok: privacy.go.log-credentials
	log.Printf("the password was changed")
	// Not a log.
	// ok: privacy.go.log-credentials
	bcrypt.CompareHashAndPassword(user.PasswordHash, password)
}
