function remember(user, email, dateOfBirth) {
  // ruleid: privacy.javascript.store-personal-data
  localStorage.setItem("email", email);
  // ruleid: privacy.javascript.store-personal-data
  window.sessionStorage.setItem("phone", user.phoneNumber);
  // ruleid: privacy.javascript.store-personal-data
  localStorage.setItem("person", JSON.stringify(user.passport));
  // ruleid: privacy.javascript.store-personal-data
  sessionStorage.setItem("born", String(dateOfBirth));
  // ok: privacy.javascript.store-personal-data
  localStorage.setItem("theme", user.theme);
  // ok: privacy.javascript.store-personal-data
  localStorage.setItem("id", user.emailHash);
  // ok: privacy.javascript.store-personal-data
  localStorage.setItem("email", encrypt(email, key));
  // ok: privacy.javascript.store-personal-data
  localStorage.setItem("seen", "email");
  // ok: privacy.javascript.store-personal-data
  cache.setItem("email", email);
}
