/// <reference types="node" />
import type { Request, Response } from 'express';
import fs, { readFile, type Stats } from "node:fs";
import legacy = require("legacy");
export type { Stats };
export * as helpers from './helpers';

declare module "plugin" {
  export function start(options?: { [key: string]: unknown }): void;
}
declare global { interface Window { app: App } }
declare const VERSION: string;

type Id = string | number | `id-${string}`;
type Keys<T extends object> = { readonly [K in keyof T as `get${K & string}`]?: T[K] };
type Unwrap<T> = T extends Promise<infer U extends string> ? U : never;
type Handler = (this: Window, event: Event, ...rest: unknown[]) => asserts event is CustomEvent;
type Pair = [first: string, second?: number, ...others: boolean[]];
type Maker = abstract new (name: string) => object;

export interface Repository<in out T = unknown> extends Base<T>, Other {
  readonly items: ReadonlyArray<T>;
  (key: string): T;
  new (size: number): Repository<T>;
  find?(id: Id): Promise<T | undefined>;
  get size(): number;
  [index: number]: T;
}

const enum State { Open = 1, Paid = 'paid'.length, Gone }

@Component({ selector: 'app' })
export abstract class App<T extends object = {}> extends Base<T> implements Repository<T>, Disposable {
  static readonly count: number = 0;
  private declare name?: string;
  protected items!: T[];
  constructor(private readonly db: Database, @Inject(TOKEN) public options: Partial<Options> = {}) { super(); }
  abstract run(): void;
  override async load<const K extends keyof T>(this: App<T>, key: K, fallback?: T[K]): Promise<T[K]> {
    const value = (await this.db.query<T>`select ${key}`) as unknown as T;
    return value![key] ?? fallback!;
  }
  accessor ready = false;
}

function isText(value: unknown): value is string;
function isText(value: any) { return typeof value === 'string'; }

export const handler = async (req: Request, res: Response): Promise<void> => {
  const limits = { max: 10, min: -1 } satisfies Record<string, number>;
  const id = <string>req.params.id;
  for (const [key, value] of Object.entries(limits)) if (value > 3) eval(id + key);
  let x: typeof limits.max | undefined, y: unique symbol, z: import('./types').Options<string>;
  res.send(req.query?.name ?? new Map<string, Array<number>>());
};

namespace Shop.Internal { export import Inner = Outer.Inner; export let flag: boolean; }
export = handler;
export as namespace shop;
