from flask import Flask, request
from lxml import etree

app = Flask(__name__)


@app.post("/a")
def body():
    # ruleid: python.xml.xslt-injection
    return str(etree.XSLT(etree.XML(request.data)))


@app.post("/b")
def variable():
    sheet = etree.fromstring(request.form["sheet"])
    # ruleid: python.xml.xslt-injection
    transform = etree.XSLT(sheet)
    return str(transform)


@app.post("/c")
def method():
    tree = etree.parse("report.xml")
    # ruleid: python.xml.xslt-injection
    return tree.xslt(etree.fromstring(request.form["sheet"]))


@app.post("/d")
def own():
    # ok: python.xml.xslt-injection
    return str(etree.XSLT(etree.parse("report.xsl")))


@app.post("/e")
def document_only():
    transform = etree.XSLT(etree.parse("report.xsl"))
    # ok: python.xml.xslt-injection
    return str(transform(etree.fromstring(request.data)))


@app.post("/f")
def parameter():
    transform = etree.XSLT(etree.parse("report.xsl"))
    # ok: python.xml.xslt-injection
    return str(transform(etree.parse("a.xml"), name=etree.XSLT.strparam(request.args["name"])))
