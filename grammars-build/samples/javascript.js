#!/usr/bin/env node
'use strict';
import fs, { readFile as read, default as other } from 'node:fs';
import * as path from "node:path";
import data from './data.json' with { type: 'json' };
export { read, path as 'a path' };
export * from './all.js';

const { a, b: [first = 1, , ...rest], ...others } = await load();
let big = 123n, hex = 0xff, half = .5e-3, re = /^[a-z/]+$/giu;
var list = [1, , ...rest], object = { a, 'b-c': 2, [`k${a}`]: 3, get x() { return 1; }, async *items() {}, ...others };

/** A queue with private state. */
export default class Queue extends (Base ?? Object) {
  static #count = 0;
  name = 'queue';
  static { Queue.#count = 1; }
  constructor(options = {}, ...args) {
    super(...args);
    this.options = options;
  }
  get length() { return this.options?.items?.[0]?.length ?? 0; }
  set length(value) { delete this.options.items; }
  async *[Symbol.asyncIterator]() {
    for await (const item of this.options.items) yield* item;
  }
  static has(object) { return #count in object; }
}

function* ids(from, { to } = { to: 10 }) {
  outer: for (let i = from, j = 0; i < to; i++, j--) {
    if (i % 2 === 0) continue outer;
    else if (i ** 2 >= 50 || !(i !== 3)) break;
    yield i;
  }
  for (const key in object) console.log(`key: ${key} of ${typeof object}`);
}

const run = async (command) => {
  try {
    const { exec } = await import('node:child_process');
    return new Promise((resolve, reject) => exec(command, (e, out) => e ? reject(e) : resolve(out)));
  } catch {
    throw new Error("failed");
  } finally {
    big ||= void 0;
  }
};

switch (process.argv[2]) {
  case 'run': run`ls ${first}`; break;
  default:
    do { hex >>>= 1; } while (hex > 0);
}
const page = <main className="x" {...object}>{list.map((i) => <Item.Row key={i} />)} text &amp; <></></main>;
if (new.target) debugger;
label: { a = b, [a, b] = [b, a]; }
