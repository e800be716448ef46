from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from flask import Flask, request
from markupsafe import Markup

app = Flask(__name__)


@app.route("/a")
def markup():
    # ruleid: python.xss.markup
    return Markup("<b>" + request.args["name"] + "</b>")


def view(request):
    # ruleid: python.xss.markup
    return mark_safe("<b>%s</b>" % request.GET["name"])


def formatted(request):
    # ruleid: python.xss.markup
    return format_html("<b>" + request.GET["name"] + "</b>")


def escaped(request):
    # ok: python.xss.markup
    return mark_safe("<b>%s</b>" % escape(request.GET["name"]))


def values(request):
    # ok: python.xss.markup
    return format_html("<b>{}</b>", request.GET["name"])


def constant(request):
    # ok: python.xss.markup
    return mark_safe("<b>hello</b>")
