"""Stores in memory, for tests of what is kept."""

from __future__ import annotations

from collections.abc import Mapping

NOTHING: Mapping[str, bytes] = {}


class Shelf(dict[str, bytes]):
    """A store in memory that counts what it takes."""

    def __init__(self, held: Mapping[str, bytes] = NOTHING) -> None:
        super().__init__(held)
        self.taken = 0

    def put(self, key: str, content: bytes) -> bool:
        self[key] = content
        self.taken += 1
        return True
