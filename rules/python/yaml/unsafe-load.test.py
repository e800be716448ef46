import yaml
from yaml import CLoader, CSafeLoader, load, safe_load


def unsafe(text, path):
    # ruleid: python.yaml.unsafe-load
    first = yaml.load(text)
    # ruleid: python.yaml.unsafe-load
    second = yaml.load(text, Loader=yaml.Loader)
    # ruleid: python.yaml.unsafe-load
    third = yaml.load(open(path), yaml.UnsafeLoader)
    # ruleid: python.yaml.unsafe-load
    fourth = load(text, Loader=CLoader)
    # ruleid: python.yaml.unsafe-load
    fifth = yaml.unsafe_load(text)
    # ruleid: python.yaml.unsafe-load
    for document in yaml.load_all(text, Loader=yaml.Loader):
        print(document)
    return first, second, third, fourth, fifth


def safe(text, json):
    # ok: python.yaml.unsafe-load
    first = yaml.safe_load(text)
    # ok: python.yaml.unsafe-load
    second = yaml.load(text, Loader=yaml.SafeLoader)
    # ok: python.yaml.unsafe-load
    third = load(text, Loader=CSafeLoader)
    # ok: python.yaml.unsafe-load
    fourth = yaml.load(text, yaml.CSafeLoader)
    # ok: python.yaml.unsafe-load
    fifth = safe_load(text)
    # ok: python.yaml.unsafe-load
    sixth = json.load(text)
    return first, second, third, fourth, fifth, sixth


def round_trip(text):
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    # ok: python.yaml.unsafe-load
    return yaml.load(text)
