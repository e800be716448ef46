import os

# ruleid: secrets.stripe.live-key
stripe.api_key = "sk_live_aaaaaaaaaaaaaaaaaaaaaaaa"

# ruleid: secrets.stripe.live-key
restricted = "rk_live_B2B2B2B2B2B2B2B2B2B2B2B2"

# ok: secrets.stripe.live-key
stripe.api_key = "sk_test_aaaaaaaaaaaaaaaaaaaaaaaa"

# ok: secrets.stripe.live-key
publishable = "pk_live_aaaaaaaaaaaaaaaaaaaaaaaa"

# ok: secrets.stripe.live-key
stripe.api_key = os.environ["STRIPE_API_KEY"]

# ok: secrets.stripe.live-key
stripe.api_key = "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx"

# ok: secrets.stripe.live-key
is_live = key.startswith("sk_live_")
