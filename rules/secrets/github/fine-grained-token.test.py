import os

# ruleid: secrets.github.fine-grained-token
token = "github_pat_1A1A1A1A1A1A1A1A1A1A1A_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

# ruleid: secrets.github.fine-grained-token
headers = {"Authorization": "Bearer github_pat_AAAAAAAAAAAAAAAAAAAAAA_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"}

# ok: secrets.github.fine-grained-token
token = "github_pat_XXXXXXXXXXXXXXXXXXXXXX_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"

# ok: secrets.github.fine-grained-token
token = "github_pat_AAAAAAAAAAAAAAAAAAAAAA"

# ok: secrets.github.fine-grained-token
github_pat_from_the_environment = os.environ["GITHUB_PAT"]
