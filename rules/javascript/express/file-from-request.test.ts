import fs, { readFileSync } from "fs";
import * as path from "path";
import { Request, Response } from "express";

const FOLDER = "/srv/reports";

export function direct(req: Request, res: Response) {
  // ruleid: javascript.express.file-from-request
  fs.readFile(path.join(FOLDER, req.query.name as string), (error, text) => res.send(text));
  // ruleid: javascript.express.file-from-request
  fs.createReadStream(`${FOLDER}/${req.params.name}`).pipe(res);
  // ruleid: javascript.express.file-from-request
  res.send(readFileSync(FOLDER + "/" + req.body.name));
}

export async function fromVariables(req: Request, res: Response) {
  const name = req.query.name as string;
  // ruleid: javascript.express.file-from-request
  await fs.promises.unlink(path.resolve(FOLDER, name));

  const file = path.join(FOLDER, req.body.file);
  // ruleid: javascript.express.file-from-request
  fs.writeFileSync(file, req.body.text);
}

export function safe(req: Request, res: Response, store: any) {
  // ok: javascript.express.file-from-request
  fs.readFile(path.join(FOLDER, "index.html"), (error, text) => res.send(text));
  // ok: javascript.express.file-from-request
  fs.writeFileSync(path.join(FOLDER, "last.txt"), req.body.text);
  // ok: javascript.express.file-from-request
  fs.createReadStream(path.join(FOLDER, path.basename(req.params.name))).pipe(res);
  // ok: javascript.express.file-from-request
  store.readFile(req.params.name);
  const number = Number(req.params.id);
  // ok: javascript.express.file-from-request
  fs.readFileSync(`${FOLDER}/${number}.txt`);
}

export function checked(req: Request, res: Response) {
  const file = path.resolve(FOLDER, req.query.name as string);
  if (!file.startsWith(FOLDER + path.sep)) {
    return res.sendStatus(404);
  }
  // ok: javascript.express.file-from-request
  res.send(fs.readFileSync(file));
}
