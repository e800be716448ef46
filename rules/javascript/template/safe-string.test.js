const Handlebars = require("handlebars");
const { SafeString, escapeExpression } = require("handlebars");

function helpers(name, url) {
  // ruleid: javascript.template.safe-string
  const bold = new Handlebars.SafeString("<b>" + name + "</b>");
  // ruleid: javascript.template.safe-string
  const link = new Handlebars.SafeString(`<a href="${url}">x</a>`);
  // ruleid: javascript.template.safe-string
  const plain = new SafeString(name);
  // ok: javascript.template.safe-string
  const rule = new Handlebars.SafeString("<hr>");
  // ok: javascript.template.safe-string
  const escaped = new Handlebars.SafeString("<b>" + Handlebars.escapeExpression(name) + "</b>");
  // ok: javascript.template.safe-string
  const short = new SafeString("<i>" + escapeExpression(name) + "</i>");
  return [bold, link, plain, rule, escaped, short];
}
