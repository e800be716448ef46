from flask import Flask, make_response, request

app = Flask(__name__)


@app.route("/a")
def value():
    response = make_response("")
    # ruleid: python.http.cookie-injection
    response.set_cookie("theme", request.args["theme"])
    return response


@app.route("/b")
def name():
    response = make_response("")
    # ruleid: python.http.cookie-injection
    response.set_cookie(request.args["name"], "1")
    return response


@app.route("/c")
def by_keyword():
    response = make_response("")
    # ruleid: python.http.cookie-injection
    response.set_cookie(key="theme", value="a-" + request.args["theme"])
    return response


@app.route("/d")
def chosen():
    response = make_response("")
    theme = "dark" if request.args["theme"] == "dark" else "light"
    # ok: python.http.cookie-injection
    response.set_cookie("theme", theme)
    return response


@app.route("/e")
def number():
    response = make_response("")
    # ok: python.http.cookie-injection
    response.set_cookie("page", str(int(request.args["page"])))
    return response


@app.route("/f")
def constant():
    response = make_response(request.args["a"])
    # ok: python.http.cookie-injection
    response.set_cookie("theme", "dark")
    return response
