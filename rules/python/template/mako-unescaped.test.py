import mako.template
from mako.lookup import TemplateLookup
from mako.template import Template


def pages(text):
    # ruleid: python.template.mako-unescaped
    Template(text)
    # ruleid: python.template.mako-unescaped
    mako.template.Template(filename="page.html")
    # ruleid: python.template.mako-unescaped
    TemplateLookup(directories=["pages"])
    # ok: python.template.mako-unescaped
    Template(text, default_filters=["h"])
    # ok: python.template.mako-unescaped
    TemplateLookup(directories=["pages"], default_filters=["h"])
    # ok: python.template.mako-unescaped
    string.Template(text)
