import { Request, Response } from "express";
import { User } from "./models";

export async function login(req: Request, res: Response) {
  // ruleid: javascript.mongodb.operator-injection
  const user = await User.findOne({ name: req.body.name, password: req.body.password });
  // ruleid: javascript.mongodb.operator-injection
  await db.collection("sessions").deleteMany({ token: req.query.token });
  const { email } = req.body;
  // ruleid: javascript.mongodb.operator-injection
  await User.updateOne({ email: email }, { $set: { active: true } });
  // ruleid: javascript.mongodb.operator-injection
  await User.findOneAndDelete({ email });
  const token = req.body.token;
  // ruleid: javascript.mongodb.operator-injection
  await this.userModel.find({ active: true, token: token });
  res.json(user);
}

export async function loginWell(req: Request, res: Response, items: any[]) {
  // ok: javascript.mongodb.operator-injection
  const user = await User.findOne({ name: String(req.body.name) });
  // ok: javascript.mongodb.operator-injection
  await User.findOne({ name: { $eq: req.body.name } });
  // ok: javascript.mongodb.operator-injection
  await User.findOne({ id: req.params.id });
  // ok: javascript.mongodb.operator-injection
  await User.findOne({ where: { name: req.body.name } });
  // ok: javascript.mongodb.operator-injection
  await User.create({ name: req.body.name });
  // ok: javascript.mongodb.operator-injection
  items.find((item) => item.name === req.body.name);
  res.json(user);
}

export async function checked(req: Request, res: Response) {
  const name = req.body.name;
  if (typeof name !== "string") {
    return res.sendStatus(400);
  }
  // ok: javascript.mongodb.operator-injection
  res.json(await User.findOne({ name: name }));
}

export async function parsed(req: Request, res: Response) {
  Login.parse(req.body);
  // ok: javascript.mongodb.operator-injection
  res.json(await User.findOne({ name: req.body.name }));
}
