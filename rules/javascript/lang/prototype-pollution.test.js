app.get("/", (req, res) => {
  const key = req.query.key;
  // ruleid: javascript.lang.prototype-pollution
  settings[key][req.query.name] = req.query.value;
  // ruleid: javascript.lang.prototype-pollution
  settings[req.query.key].enabled = true;
  // ruleid: javascript.lang.prototype-pollution
  delete settings[key][req.query.name];
  // ok: javascript.lang.prototype-pollution
  settings[key] = req.query.value;
  // ok: javascript.lang.prototype-pollution
  settings.users[parseInt(key)].name = req.query.value;
  // ok: javascript.lang.prototype-pollution
  settings["user_" + key].name = req.query.value;
});
