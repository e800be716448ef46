from pathlib import Path

import flask
from flask import render_template, render_template_string, request
from jinja2 import Template

PAGE = "Hello {{ name }}"


def built():
    name = request.args.get("name")
    # ruleid: python.flask.template-injection
    first = render_template_string(f"Hello {name}")
    # ruleid: python.flask.template-injection
    second = render_template_string("Hello " + name)
    # ruleid: python.flask.template-injection
    third = flask.render_template_string("Hello %s" % name)
    # ruleid: python.flask.template-injection
    fourth = render_template_string(request.form["page"])
    # ruleid: python.flask.template-injection
    fifth = Template(f"Hello {name}").render()
    page = "<p>Hello {}</p>".format(name)
    # ruleid: python.flask.template-injection
    sixth = render_template_string(page)
    return first, second, third, fourth, fifth, sixth


def fixed(name, templates):
    # ok: python.flask.template-injection
    first = render_template("hello.html", name=name)
    # ok: python.flask.template-injection
    second = render_template_string("Hello {{ name }}", name=name)
    # ok: python.flask.template-injection
    third = render_template_string(PAGE, name=name)
    # ok: python.flask.template-injection
    fourth = render_template_string(templates.HELLO_PAGE, name=name)
    # ok: python.flask.template-injection
    fifth = render_template_string(Path("hello.html").read_text(), name=name)
    # ok: python.flask.template-injection
    sixth = Template("Hello {{ name }}").render(name=name)
    text = open("hello.html").read()
    # ok: python.flask.template-injection
    seventh = render_template_string(text, name=name)
    return first, second, third, fourth, fifth, sixth, seventh
