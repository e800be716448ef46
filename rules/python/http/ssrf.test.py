from urllib.parse import quote
from urllib.request import urlopen

import httpx
import requests
from flask import Flask, request

app = Flask(__name__)
API = "https://api.example.com/"


@app.route("/a")
def whole():
    # ruleid: python.http.ssrf
    return requests.get(request.args["url"]).text


@app.route("/b")
def host():
    # ruleid: python.http.ssrf
    return urlopen("https://" + request.args["host"] + "/status").read()


@app.route("/c")
async def client():
    async with httpx.AsyncClient() as session:
        # ruleid: python.http.ssrf
        return (await httpx.AsyncClient().request("GET", request.args["url"])).text


@app.route("/d")
def only_the_path():
    # ok: python.http.ssrf
    return requests.get("https://api.example.com/users/" + request.args["id"]).text


@app.route("/e")
def formatted():
    # ok: python.http.ssrf
    return requests.get(f"https://api.example.com/users/{quote(request.args['id'])}").text


@app.route("/f")
def as_data():
    # ok: python.http.ssrf
    return requests.post("https://api.example.com/", json=request.json).text


@app.route("/g")
def chosen():
    url = request.args["url"]
    if url in ("https://a.example", "https://b.example"):
        # ok: python.http.ssrf
        return requests.get(url).text
