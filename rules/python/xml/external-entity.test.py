from flask import Flask, request
from lxml import etree

app = Flask(__name__)


@app.post("/a")
def default_parser():
    # ruleid: python.xml.external-entity
    return etree.fromstring(request.data).tag


@app.post("/b")
def plain_parser():
    # ruleid: python.xml.external-entity
    return etree.fromstring(request.data, parser=etree.XMLParser()).tag


@app.post("/c")
def positional():
    parser = etree.XMLParser(remove_blank_text=True)
    # ruleid: python.xml.external-entity
    return etree.parse(request.files["a"], parser).getroot().tag


@app.post("/d")
def no_entities():
    parser = etree.XMLParser(resolve_entities=False)
    # ok: python.xml.external-entity
    return etree.fromstring(request.data, parser).tag


@app.post("/e")
def inline_parser():
    # ok: python.xml.external-entity
    return etree.fromstring(request.data, parser=etree.XMLParser(resolve_entities=False)).tag


def own_file():
    # ok: python.xml.external-entity
    return etree.parse("settings.xml")
