import re

# ruleid: python.regex.host-dot
re.compile(r'''^https?:\/\/www.example.com\/''')
# ruleid: python.regex.host-dot
re.search(r"(www|beta).example.com\/", text)
# ruleid: python.regex.host-dot
re.sub(r"^https:\/\/.+.example\.com", "", text)
# ok: python.regex.host-dot
re.compile(r'''^https?:\/\/www\.example\.com\/''')
# ok: python.regex.host-dot
re.search(r"(www|beta)\.example\.com\/", text)
# ok: python.regex.host-dot
re.sub(r"^https:\/\/.\.example\.com\/", "", text)
# ok: python.regex.host-dot
words = r"^https?:\/\/www.example.com\/"
