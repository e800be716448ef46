function built(users, req, name, code) {
  // ruleid: javascript.mongodb.where-injection
  users.find({ $where: `this.name == '${name}'` });
  // ruleid: javascript.mongodb.where-injection
  users.findOne({ active: true, $where: "this.name == '" + req.body.name + "'" });
  // ruleid: javascript.mongodb.where-injection
  users.find({ $where: code });
}

const ADULT = "this.age > 17";

function safe(users, name) {
  // ok: javascript.mongodb.where-injection
  users.find({ name: { $eq: name } });
  // ok: javascript.mongodb.where-injection
  users.find({ $where: "this.age > this.limit" });
  // ok: javascript.mongodb.where-injection
  users.find({ $where: ADULT });
  // ok: javascript.mongodb.where-injection
  users.find({ $where: function () { return this.age > 17; } });
}
