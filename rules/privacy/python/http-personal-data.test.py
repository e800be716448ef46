import requests


def send(user):
    # ruleid: privacy.python.http-personal-data
    requests.post("http://api.shop.example/people", json={"email": user.email})
    # ok: privacy.python.http-personal-data
    requests.post("https://api.shop.example/people", json={"email": user.email})
    # ok: privacy.python.http-personal-data
    requests.post("http://localhost/people", json={"email": user.email})
