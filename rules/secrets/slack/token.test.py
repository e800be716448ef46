import os

# ruleid: secrets.slack.token
client = WebClient(token="xoxb-11111111111-11111111111-aaaaaaaaaaaaaaaaaaaaaaaa")

# ruleid: secrets.slack.token
user = "xoxp-22222222222-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

# ok: secrets.slack.token
client = WebClient(token="xoxb-your-token-goes-here")

# ok: secrets.slack.token
client = WebClient(token=os.environ["SLACK_BOT_TOKEN"])

# ok: secrets.slack.token
token = "xoxb-11111111111"
