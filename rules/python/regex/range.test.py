import re

# ruleid: python.regex.range
re.compile(r'''^[A-z]+$''')
# ruleid: python.regex.range
re.search(r"[0-93-5]", text)
# ruleid: python.regex.range
re.sub(r"[a-z0-9.-_]+", "", text)
# ruleid: python.regex.range
re.compile(r'''[%+-<]''')
# ok: python.regex.range
re.compile(r'''^[A-Za-z]+$''')
# ok: python.regex.range
re.search(r"[!-~]", text)
# ok: python.regex.range
re.sub(r"[a-z0-9._-]+", "", text)
# ok: python.regex.range
re.compile(r'''[\x00-\x7f]''')
# ok: python.regex.range
words = r"^[A-z]+$"
