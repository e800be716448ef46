import os

# ruleid: secrets.gitlab.personal-access-token
token = "glpat-aaaaaaaaaaaaaaaaaaaa"

# ruleid: secrets.gitlab.personal-access-token
gl = Gitlab("https://gitlab.com", private_token="glpat-B7B7B7B7B7B7B7B7B7B7B7B7B7B7.01.aaaaaaaaa")

# ok: secrets.gitlab.personal-access-token
token = "glpat-xxxxxxxxxxxxxxxxxxxx"

# ok: secrets.gitlab.personal-access-token
token = "glpat-short"

# ok: secrets.gitlab.personal-access-token
token = os.environ["GITLAB_TOKEN"]

# ok: secrets.gitlab.personal-access-token
token = "glpat-<your token here>"
