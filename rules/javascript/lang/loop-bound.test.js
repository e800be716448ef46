app.post("/", (req, res) => {
  const list = req.body.items;
  // ruleid: javascript.lang.loop-bound
  for (let i = 0; i < list.length; i++) { use(list[i]); }
  // ruleid: javascript.lang.loop-bound
  for (let i = 0; i < req.body.length; i++) { use(i); }
  // ok: javascript.lang.loop-bound
  for (let i = 0; i < list.length; i++) { if (!list[i]) break; }
  let sum = 0;
  // ruleid: javascript.lang.loop-bound
  for (let i = 0; i < req.body.values.length; i++) { sum += i; }
  // ok: javascript.lang.loop-bound
  for (let i = 0; i < own.length; i++) { use(own[i]); }
  // ok: javascript.lang.loop-bound
  for (const item of list) { use(item); }
  if (Array.isArray(list)) {
    // ok: javascript.lang.loop-bound
    for (let i = 0; i < list.length; i++) { use(list[i]); }
  }
});
