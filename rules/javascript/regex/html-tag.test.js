// ruleid: javascript.regex.html-tag
const rbad0 = /<script.*?>.*?<\/script>/;
// ruleid: javascript.regex.html-tag
new RegExp('<script[^>]*>[\\s\\S]*?</script>', 'g');
// ruleid: javascript.regex.html-tag
text.replace(/<!--.*--!?>/g, "");
// ok: javascript.regex.html-tag
const rok0 = /<[^>]*>/;
// ok: javascript.regex.html-tag
new RegExp('<script', 'g');
// ok: javascript.regex.html-tag
text.replace(/<\/?[a-z]+>/g, "");
// ok: javascript.regex.html-tag
const words = '<script.*?>.*?</script>';
