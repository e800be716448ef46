import xml.sax
import xml.sax.handler
from xml.sax.handler import feature_external_ges

from lxml import etree
from lxml.etree import XMLParser


def follows(path):
    # ruleid: python.xml.external-entities
    first = etree.XMLParser(resolve_entities=True)
    # ruleid: python.xml.external-entities
    second = etree.XMLParser(recover=True, no_network=False)
    # ruleid: python.xml.external-entities
    third = XMLParser(load_dtd=True)
    # ruleid: python.xml.external-entities
    for event, element in etree.iterparse(path, resolve_entities=True):
        print(event, element)
    sax = xml.sax.make_parser()
    # ruleid: python.xml.external-entities
    sax.setFeature(xml.sax.handler.feature_external_ges, True)
    # ruleid: python.xml.external-entities
    sax.setFeature(feature_external_ges, 1)
    return first, second, third, sax


def leaves_alone(path):
    # ok: python.xml.external-entities
    first = etree.XMLParser()
    # ok: python.xml.external-entities
    second = etree.XMLParser(resolve_entities=False)
    # ok: python.xml.external-entities
    third = XMLParser(load_dtd=True, resolve_entities=False)
    # ok: python.xml.external-entities
    fourth = etree.HTMLParser(recover=True)
    sax = xml.sax.make_parser()
    # ok: python.xml.external-entities
    sax.setFeature(xml.sax.handler.feature_external_ges, False)
    # ok: python.xml.external-entities
    sax.setFeature(xml.sax.handler.feature_namespaces, True)
    return first, second, third, fourth
