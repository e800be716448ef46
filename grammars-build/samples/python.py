"""Reads orders from a file and sums them up."""
from __future__ import annotations

import asyncio
import os.path as osp
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from . import models
from ..shared import (clean, load as load_all,)

T = TypeVar("T")
type Pair[K, V] = tuple[K, V]
LIMIT: int = 0x10_00


@dataclass(frozen=True)
class Order(models.Base, Generic[T], metaclass=type):
    """One order."""

    name: str = "none"
    lines: list[float] = field(default_factory=lambda: [1.5e3, 2j])

    @property
    def total(self) -> float:
        return sum(x * 2 for x in self.lines if x is not None and not x < 0)

    @staticmethod
    async def read(path, /, *args: str, encoding="utf-8", **options) -> Order | None:
        async with open_file(path) as file, lock:
            async for line in file:
                await asyncio.sleep(0.1)
        try:
            value = {**options, "a": 1, 'b': [*args], f"{path!r:>{LIMIT}}": {1, 2}}
        except (OSError, ValueError) as error:
            raise RuntimeError(f"cannot read {path}: {error}") from error
        except* KeyError:
            pass
        else:
            del value["a"]
        finally:
            print(value, end="")
        return None


def walk(items: list[int], depth: int = 0):
    global LIMIT
    first, *rest = items
    while (n := len(rest)) > 3:
        rest = rest[1:-1:2]
        if n % 2 == 0: continue
        elif n // 3 >= 1 or n in (1, 2): break
    else:
        yield from rest
    for i, (a, b) in enumerate(zip(items, rest)):
        assert a != b, "equal"
        yield a if a > b else -b ** 2
    match items:
        case [1, 2, *others] if others:
            return others
        case {"kind": "x", **more} | Order(name="y"):
            nonlocal_names = [y for x in items for y in x]
        case _:
            LIMIT += ~1 & 0b11 | 0o7 << 2


query = ("SELECT * FROM orders "
         'WHERE id = %s' % LIMIT)
raw = rb'\d+' + b"""bytes"""
print(osp.join("a", *["b"]), sep='\n') if __name__ == "__main__" else ...
