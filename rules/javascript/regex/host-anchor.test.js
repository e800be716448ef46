// ruleid: javascript.regex.host-anchor
const rbad0 = /https?:\/\/good\.com/;
// ruleid: javascript.regex.host-anchor
new RegExp('^https?://good\\.com', 'g');
// ruleid: javascript.regex.host-anchor
text.search(/https?:\/\/good\.com:8080\//g);
// ok: javascript.regex.host-anchor
const rok0 = /^https?:\/\/good\.com\//;
// ok: javascript.regex.host-anchor
new RegExp('^https?://good\\.com$', 'g');
// ok: javascript.regex.host-anchor
text.search(/\.com$/g);
// ok: javascript.regex.host-anchor
const words = 'https?://good\\.com';
