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

async function rows(client, table) {
  const found = await client.query("SELECT 1");
  // ok: javascript.lang.prototype-pollution
  table[found.name].width = found.width;
}

app.post("/last", (req, res) => {
  const list = store(req.body);
  // ok: javascript.lang.prototype-pollution
  list[list.length - 1].done = true;
  // ok: javascript.lang.prototype-pollution
  list[list.indexOf(req.body.item)].done = true;
});
