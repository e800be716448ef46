// ruleid: javascript.regex.range
const rbad0 = /^[A-z]+$/;
// ruleid: javascript.regex.range
new RegExp('[0-93-5]', 'g');
// ruleid: javascript.regex.range
text.replace(/[a-z0-9.-_]+/g, "");
// ruleid: javascript.regex.range
const rbad3 = /[%+-<]/;
// ok: javascript.regex.range
const rok0 = /^[A-Za-z]+$/;
// ok: javascript.regex.range
new RegExp('[!-~]', 'g');
// ok: javascript.regex.range
text.replace(/[a-z0-9._-]+/g, "");
// ok: javascript.regex.range
const rok3 = /[\x00-\x7f]/;
// ok: javascript.regex.range
const words = '^[A-z]+$';
