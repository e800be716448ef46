import os

# ruleid: secrets.aws.access-key-id
key_id = "AKIAAAAAAAAAAAAAAAAA"

# ruleid: secrets.aws.access-key-id
temporary = {"id": "ASIAB2B2B2B2B2B2B2B2"}

# ok: secrets.aws.access-key-id
documented = "AKIAIOSFODNN7EXAMPLE"

# ok: secrets.aws.access-key-id
placeholder = "AKIAXXXXXXXXXXXXXXXX"

# ok: secrets.aws.access-key-id
too_short = "AKIAAAAAAAAAAAAA"

# ok: secrets.aws.access-key-id
word = "AKIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

# ok: secrets.aws.access-key-id
key_id = os.environ["AWS_ACCESS_KEY_ID"]
