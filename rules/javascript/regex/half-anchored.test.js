// ruleid: javascript.regex.half-anchored
const rbad0 = /^foo|bar/;
// ruleid: javascript.regex.half-anchored
new RegExp('foo|bar$', 'g');
// ruleid: javascript.regex.half-anchored
text.search(/^http|ftp|file/g);
// ok: javascript.regex.half-anchored
const rok0 = /^(foo|bar)/;
// ok: javascript.regex.half-anchored
new RegExp('^foo|^bar', 'g');
// ok: javascript.regex.half-anchored
text.search(/^foo$|%/g);
// ok: javascript.regex.half-anchored
const words = '^foo|bar';
