# ruleid: python.url.substring-check
if "good.com" in url: go(url)
# ruleid: python.url.substring-check
if target.endswith("good.com"): go(target)
# ruleid: python.url.substring-check
if url.startswith("https://good.com"): go(url)
# ok: python.url.substring-check
if urlsplit(url).hostname == "good.com": go(url)
# ok: python.url.substring-check
if "good.com" in allowed_hosts: go(url)
# ok: python.url.substring-check
if url.startswith("https://good.com/"): go(url)
# ok: python.url.substring-check
if "good.com" in text: go(text)
