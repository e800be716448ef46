import re

# ruleid: python.regex.doubled-range
re.compile(r'''[\w,.-?:]''')
# ruleid: python.regex.doubled-range
re.search(r"[0-9\d]", text)
# ruleid: python.regex.doubled-range
re.sub(r"[\wA-Z]", "", text)
# ok: python.regex.doubled-range
re.compile(r'''[\w,.?:-]''')
# ok: python.regex.doubled-range
re.search(r"[0-9]", text)
# ok: python.regex.doubled-range
re.sub(r"[\d-]", "", text)
# ok: python.regex.doubled-range
words = r"[\w,.-?:]"
