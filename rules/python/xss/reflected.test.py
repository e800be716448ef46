import json

from django.http import HttpResponse, JsonResponse
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from flask import Flask, escape, jsonify, make_response, render_template, request

app = Flask(__name__)
api = FastAPI()


@app.route("/a")
def returned():
    # ruleid: python.xss.reflected
    return "Hello " + request.args["name"]


@app.route("/b/<name>")
def response(name):
    # ruleid: python.xss.reflected
    return make_response(f"<p>{name}</p>")


def view(request):
    # ruleid: python.xss.reflected
    return HttpResponse("Hello " + request.GET["name"])


@api.get("/c")
def html(name: str):
    # ruleid: python.xss.reflected
    return HTMLResponse("<p>%s</p>" % name)


@app.route("/d")
def escaped():
    # ok: python.xss.reflected
    return "Hello " + escape(request.args["name"])


@app.route("/e")
def as_json():
    # ok: python.xss.reflected
    return jsonify(name=request.args["name"])


@app.route("/f")
def dictionary():
    # ok: python.xss.reflected
    return {"name": request.args["name"]}, 200


@app.route("/g")
def template():
    # ok: python.xss.reflected
    return render_template("a.html", name=request.args["name"])


def json_view(request):
    # ok: python.xss.reflected
    return JsonResponse({"name": request.GET["name"]})


def plain_view(request):
    # ok: python.xss.reflected
    return HttpResponse(request.GET["name"], content_type="text/plain")


@api.get("/h")
def model(name: str):
    # ok: python.xss.reflected
    return {"name": name}


def init(app):
    @app.route("/inside")
    def inside():
        answer = ""
        answer += f"<p>{request.args['name']}</p>"
        # ruleid: python.xss.reflected
        return answer

    @app.route("/inside-safe")
    def inside_safe():
        # ok: python.xss.reflected
        return jsonify(request.args["name"])
