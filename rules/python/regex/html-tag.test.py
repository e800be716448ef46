import re

# ruleid: python.regex.html-tag
re.compile(r'''<script.*?>.*?<\/script>''')
# ruleid: python.regex.html-tag
re.search(r"<script[^>]*>[\s\S]*?<\/script>", text)
# ruleid: python.regex.html-tag
re.sub(r"<!--.*--!?>", "", text)
# ok: python.regex.html-tag
re.compile(r'''<[^>]*>''')
# ok: python.regex.html-tag
re.search(r"<script", text)
# ok: python.regex.html-tag
re.sub(r"<\/?[a-z]+>", "", text)
# ok: python.regex.html-tag
words = r"<script.*?>.*?<\/script>"
