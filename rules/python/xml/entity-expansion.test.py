import defusedxml.ElementTree
import xml.dom.minidom
import xml.etree.ElementTree as ET

from flask import Flask, request

app = Flask(__name__)


@app.post("/a")
def text():
    # ruleid: python.xml.entity-expansion
    return ET.fromstring(request.data).tag


@app.post("/b")
def document():
    # ruleid: python.xml.entity-expansion
    return xml.dom.minidom.parseString(request.get_data()).nodeName


@app.post("/c")
def stream():
    # ruleid: python.xml.entity-expansion
    return ET.parse(request.files["a"]).getroot().tag


@app.post("/d")
def defused():
    # ok: python.xml.entity-expansion
    return defusedxml.ElementTree.fromstring(request.data).tag


def own_file():
    # ok: python.xml.entity-expansion
    return ET.parse("settings.xml")


@app.post("/e")
def built():
    # ok: python.xml.entity-expansion
    return ET.Element("a", name=request.args["name"])
