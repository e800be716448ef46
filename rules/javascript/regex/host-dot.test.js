// ruleid: javascript.regex.host-dot
const rbad0 = /^https?:\/\/www.example.com\//;
// ruleid: javascript.regex.host-dot
new RegExp('(www|beta).example.com/', 'g');
// ruleid: javascript.regex.host-dot
text.search(/^https:\/\/.+.example\.com/g);
// ok: javascript.regex.host-dot
const rok0 = /^https?:\/\/www\.example\.com\//;
// ok: javascript.regex.host-dot
new RegExp('(www|beta)\\.example\\.com/', 'g');
// ok: javascript.regex.host-dot
text.search(/^https:\/\/.\.example\.com\//g);
// ok: javascript.regex.host-dot
const words = '^https?://www.example.com/';
