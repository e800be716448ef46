import os

# ruleid: secrets.aws.secret-access-key
aws_secret_access_key = "kZkZkZkZkZkZkZkZkZkZkZkZkZkZkZkZkZkZkZkZ"

# ruleid: secrets.aws.secret-access-key
settings = {"AWS_SECRET_KEY": "w+/Qw+/Qw+/Qw+/Qw+/Qw+/Qw+/Qw+/Qw+/Qw+/Q"}

# ruleid: secrets.aws.secret-access-key
AWS_SECRET = 'zY9kzY9kzY9kzY9kzY9kzY9kzY9kzY9kzY9kzY9k'

# ok: secrets.aws.secret-access-key
aws_secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"

# ok: secrets.aws.secret-access-key
aws_secret_access_key = os.environ["AWS_SECRET_ACCESS_KEY"]

# ok: secrets.aws.secret-access-key
checksum = "kZkZkZkZkZkZkZkZkZkZkZkZkZkZkZkZkZkZkZkZ"

# ok: secrets.aws.secret-access-key
aws_secret_digest = "ab01ab01ab01ab01ab01ab01ab01ab01ab01ab01"

# ok: secrets.aws.secret-access-key
aws_secret_access_key = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

# ok: secrets.aws.secret-access-key
aws_secret_name = "prod/database"
