import re

# ruleid: python.regex.exponential
re.compile(r'''^(a+)+$''')
# ruleid: python.regex.exponential
re.search(r"^(\w+\s?)*$", text)
# ruleid: python.regex.exponential
re.sub(r"(b|a?b)*c", "", text)
# ruleid: python.regex.exponential
re.compile(r'''^(([a-z])+.)+[A-Z]([a-z])+$''')
# ok: python.regex.exponential
re.compile(r'''^\w+(\s\w+)*\s?$''')
# ok: python.regex.exponential
re.search(r"(a+)+", text)
# ok: python.regex.exponential
re.sub(r"^[^>]*>$", "", text)
# ok: python.regex.exponential
re.compile(r'''(.*,)+.+''')
# ok: python.regex.exponential
words = r"^(a+)+$"
