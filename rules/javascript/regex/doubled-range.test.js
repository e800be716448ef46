// ruleid: javascript.regex.doubled-range
const rbad0 = /[\w,.-?:]/;
// ruleid: javascript.regex.doubled-range
new RegExp('[0-9\\d]', 'g');
// ruleid: javascript.regex.doubled-range
text.replace(/[\wA-Z]/g, "");
// ok: javascript.regex.doubled-range
const rok0 = /[\w,.?:-]/;
// ok: javascript.regex.doubled-range
new RegExp('[0-9]', 'g');
// ok: javascript.regex.doubled-range
text.replace(/[\d-]/g, "");
// ok: javascript.regex.doubled-range
const words = '[\\w,.-?:]';
