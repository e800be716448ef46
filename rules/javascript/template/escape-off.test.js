const Handlebars = require("handlebars");
const Mustache = require("mustache");
const Sqrl = require("squirrelly");
const nunjucks = require("nunjucks");
const serialize = require("serialize-javascript");

// ruleid: javascript.template.escape-off
Handlebars.compile(text, { noEscape: true });
// ok: javascript.template.escape-off
Handlebars.compile(text, { noEscape: false });
// ok: javascript.template.escape-off
Handlebars.compile(text);

// ruleid: javascript.template.escape-off
Mustache.escape = (text) => text;
// ok: javascript.template.escape-off
Mustache.escape = (text) => text.replace(/</g, "&lt;");
// ok: javascript.template.escape-off
other.escape = (text) => text;

// ruleid: javascript.template.escape-off
Sqrl.autoEscaping(false);
// ruleid: javascript.template.escape-off
Sqrl.render(text, data, { autoEscape: false });
// ok: javascript.template.escape-off
Sqrl.render(text, data, { autoEscape: true });

// ruleid: javascript.template.escape-off
nunjucks.configure("views", { autoescape: false });
// ok: javascript.template.escape-off
nunjucks.configure("views", { autoescape: true });

// ruleid: javascript.template.escape-off
serialize({ name }, { unsafe: true });
// ok: javascript.template.escape-off
serialize({ name }, { isJSON: true });
