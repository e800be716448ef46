const _ = require("lodash");
app.post("/", (req, res) => {
  // ruleid: javascript.lang.prototype-pollution-call
  _.merge(settings, req.body.settings);
  // ruleid: javascript.lang.prototype-pollution-call
  _.defaultsDeep(settings, req.body.settings);
  // ruleid: javascript.lang.prototype-pollution-call
  $.extend(true, settings, JSON.parse(req.body.text));
  // ok: javascript.lang.prototype-pollution-call
  _.merge(settings, defaults);
  // ok: javascript.lang.prototype-pollution-call
  Object.assign(settings, req.body.settings);
  // ok: javascript.lang.prototype-pollution-call
  $.extend(settings, JSON.parse(req.body.text));
});
