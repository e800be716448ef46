// ruleid: javascript.regex.exponential
const rbad0 = /^(a+)+$/;
// ruleid: javascript.regex.exponential
new RegExp('^(\\w+\\s?)*$', 'g');
// ruleid: javascript.regex.exponential
text.replace(/(b|a?b)*c/g, "");
// ruleid: javascript.regex.exponential
const rbad3 = /^(([a-z])+.)+[A-Z]([a-z])+$/;
// ok: javascript.regex.exponential
const rok0 = /^\w+(\s\w+)*\s?$/;
// ok: javascript.regex.exponential
new RegExp('(a+)+', 'g');
// ok: javascript.regex.exponential
text.replace(/^[^>]*>$/g, "");
// ok: javascript.regex.exponential
const rok3 = /(.*,)+.+/;
// ok: javascript.regex.exponential
const words = '^(a+)+$';
