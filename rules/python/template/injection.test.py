import jinja2
from flask import Flask, render_template, render_template_string, request

app = Flask(__name__)


@app.route("/a")
def rendered():
    # ruleid: python.template.injection
    return render_template_string("<p>" + request.args["name"] + "</p>")


@app.route("/b")
def compiled():
    # ruleid: python.template.injection
    template = jinja2.Template(request.args["template"])
    return template.render()


@app.route("/c")
def of_an_environment():
    # ruleid: python.template.injection
    return jinja2.Environment(autoescape=True).from_string(request.form["t"]).render()


@app.route("/d")
def as_a_variable():
    # ok: python.template.injection
    return render_template_string("<p>{{ name }}</p>", name=request.args["name"])


@app.route("/e")
def of_a_file():
    # ok: python.template.injection
    return render_template("a.html", name=request.args["name"])


@app.route("/f")
def value_of_a_template():
    # ok: python.template.injection
    return jinja2.Template("{{ name }}").render(name=request.args["name"])
