import os

# ruleid: secrets.github.token
token = "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

# ruleid: secrets.github.token
url = "https://ghs_A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1@github.com/acme/app"

# ok: secrets.github.token
token = "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

# ok: secrets.github.token
token = "ghp_aaaaaaaaaaaaaaaaaaaa"

# ok: secrets.github.token
token = os.environ["GITHUB_TOKEN"]

# ok: secrets.github.token
prefixes = ("ghp_", "gho_")
