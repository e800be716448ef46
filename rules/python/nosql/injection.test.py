from bson import ObjectId
from flask import Flask, request
from pymongo import MongoClient

app = Flask(__name__)
users = MongoClient().shop.users


@app.post("/a")
def whole_value():
    # ruleid: python.nosql.injection
    users.find_one({"name": request.json["name"]})


@app.post("/b")
def whole_body():
    body = request.get_json()
    # ruleid: python.nosql.injection
    users.delete_many(body)


@app.post("/c")
def pipeline():
    # ruleid: python.nosql.injection
    users.aggregate([{"$match": request.json}])


@app.post("/d")
def as_text():
    # ok: python.nosql.injection
    users.find_one({"name": str(request.json["name"])})


@app.post("/e")
def as_id():
    # ok: python.nosql.injection
    users.find_one({"_id": ObjectId(request.json["id"])})


@app.post("/f")
def only_what_is_set():
    # ok: python.nosql.injection
    users.update_one({"name": "all"}, {"$set": {"note": request.json["note"]}})
