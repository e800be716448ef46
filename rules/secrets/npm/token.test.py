import os

# ruleid: secrets.npm.token
token = "npm_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

# ruleid: secrets.npm.token
line = "//registry.npmjs.org/:_authToken=npm_B2B2B2B2B2B2B2B2B2B2B2B2B2B2B2B2B2B2"

# ok: secrets.npm.token
line = "//registry.npmjs.org/:_authToken=${NPM_TOKEN}"

# ok: secrets.npm.token
token = "npm_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

# ok: secrets.npm.token
npm_config_registry = "https://registry.npmjs.org"

# ok: secrets.npm.token
token = "npm_aaaaaaaaaaaaaaaaaaaa"
