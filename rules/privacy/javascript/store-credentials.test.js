function remember(user, password, card, cvv) {
  // ruleid: privacy.javascript.store-credentials
  localStorage.setItem("password", password);
  // ruleid: privacy.javascript.store-credentials
  window.sessionStorage.setItem("card", card.cardNumber);
  // ruleid: privacy.javascript.store-credentials
  localStorage.cvv = cvv;
  // ruleid: privacy.javascript.store-credentials
  sessionStorage["key"] = user.privateKey;
  // ruleid: privacy.javascript.store-credentials
  localStorage.setItem("login", JSON.stringify(user.newPassword));
  // Nothing secret.
  // ok: privacy.javascript.store-credentials
  localStorage.setItem("theme", user.theme);
  // Made harmless.
  // ok: privacy.javascript.store-credentials
  localStorage.setItem("card", card.maskedCardNumber);
  // ok: privacy.javascript.store-credentials
  localStorage.setItem("card", lastFour(card.cardNumber));
  // A setting about it.
  // ok: privacy.javascript.store-credentials
  localStorage.setItem("view", showPassword);
  // Another store.
  // ok: privacy.javascript.store-credentials
  vault.setItem("password", password);
  // The name alone.
  // ok: privacy.javascript.store-credentials
  localStorage.setItem("field", "password");
}
