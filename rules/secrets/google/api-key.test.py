import os

# ruleid: secrets.google.api-key
maps = googlemaps.Client(key="AIzaAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")

# ruleid: secrets.google.api-key
url = "https://maps.googleapis.com/maps/api/js?key=AIzab_-C1b_-C1b_-C1b_-C1b_-C1b_-C1b_-C1&v=3"

# ok: secrets.google.api-key
maps = googlemaps.Client(key=os.environ["MAPS_API_KEY"])

# ok: secrets.google.api-key
placeholder = "AIzaXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"

# ok: secrets.google.api-key
short = "AIzaAAAAAAAAAAAAAAAAAAAA"

# ok: secrets.google.api-key
encoded = "AIzaAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
