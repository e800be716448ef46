import os

# ruleid: secrets.generic.private-key
PEM = """-----BEGIN RSA PRIVATE KEY-----
AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
-----END RSA PRIVATE KEY-----"""

# ruleid: secrets.generic.private-key
ONE_LINE = "-----BEGIN PRIVATE KEY-----\nCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC\n-----END PRIVATE KEY-----"

# ok: secrets.generic.private-key
HEADER = "-----BEGIN PRIVATE KEY-----"

# ok: secrets.generic.private-key
PUBLIC = "-----BEGIN PUBLIC KEY-----\nCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC\n"

# ok: secrets.generic.private-key
SAMPLE = "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"

# ok: secrets.generic.private-key
MASKED = "-----BEGIN PRIVATE KEY-----\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
