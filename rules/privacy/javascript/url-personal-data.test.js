function lookUp(email, user, ssn, id) {
  // ruleid: privacy.javascript.url-personal-data
  fetch(`/api/people?email=${encodeURIComponent(email)}`);
  // ruleid: privacy.javascript.url-personal-data
  axios.get("https://api.example.com/people?active=1&ssn=" + ssn);
  // ruleid: privacy.javascript.url-personal-data
  const link = `${base}/pay?id=${id}&cardNumber=${user.cardNumber}`;
  // ruleid: privacy.javascript.url-personal-data
  location.href = "/reset?password=" + user.password;
  // By id.
  // ok: privacy.javascript.url-personal-data
  fetch(`/api/people?id=${id}`);
  // In the body.
  // ok: privacy.javascript.url-personal-data
  fetch("/api/people/search", { method: "POST", body: JSON.stringify({ email }) });
  // A parameter about it.
  // ok: privacy.javascript.url-personal-data
  fetch(`/api/people?email_verified=${user.verified}&sort=email`);
  // Not a query string.
  // ok: privacy.javascript.url-personal-data
  const text = `email=${email}`;
  // A fixed value.
  // ok: privacy.javascript.url-personal-data
  fetch("/api/people?email=none");
}
