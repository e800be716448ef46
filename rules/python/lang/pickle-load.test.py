import json
import pickle
import shelve
from marshal import loads

import joblib
import pandas as pd


def load(path, connection):
    with open(path, "rb") as file:
        # ruleid: python.lang.pickle-load
        first = pickle.load(file)
    # ruleid: python.lang.pickle-load
    second = loads(connection.get("code"))
    # ruleid: python.lang.pickle-load
    third = pd.read_pickle(path)
    # ruleid: python.lang.pickle-load
    fourth = joblib.load(path)
    # ruleid: python.lang.pickle-load
    database = shelve.open(path)
    return first, second, third, fourth, database


def safe(path, value):
    with open(path) as file:
        # ok: python.lang.pickle-load
        first = json.load(file)
    # ok: python.lang.pickle-load
    copy = pickle.loads(pickle.dumps(value))
    # ok: python.lang.pickle-load
    fixed = pickle.loads(b"\x80\x04K\x01.")
    # ok: python.lang.pickle-load
    frame = pd.read_csv(path)
    # ok: python.lang.pickle-load
    pickle.dump(value, open(path, "wb"))
    return first, copy, fixed, frame
