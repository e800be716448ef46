import os

# ruleid: secrets.slack.webhook
url = "https://hooks.slack.com/services/TAAAAAAAA/BBBBBBBBB/aaaaaaaaaaaaaaaaaaaaaaaa"

# ruleid: secrets.slack.webhook
requests.post("https://hooks.slack.com/services/TA1A1A1A1A1/BB2B2B2B2B2/cccccccccccccccccccccccc", json={})

# ok: secrets.slack.webhook
url = "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"

# ok: secrets.slack.webhook
url = os.environ["SLACK_WEBHOOK_URL"]

# ok: secrets.slack.webhook
url = "https://hooks.slack.com/services/"

# ok: secrets.slack.webhook
url = f"https://hooks.slack.com/services/{path}"
