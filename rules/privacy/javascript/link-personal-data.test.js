function go(user, res) {
  // ruleid: privacy.javascript.link-personal-data
  window.location.href = "/welcome?who=" + user.email;
  // ruleid: privacy.javascript.link-personal-data
  res.redirect("/confirm/" + user.phoneNumber);
  // ok: privacy.javascript.link-personal-data
  window.location.href = "/welcome?who=" + user.id;
  // ok: privacy.javascript.link-personal-data
  res.redirect("/confirm/" + user.token);
}
