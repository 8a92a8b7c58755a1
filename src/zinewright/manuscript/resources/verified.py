"""What a person compared of a place of support → a record of it, and what was changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zinewright.digests import digest_of

PARTS = {
    "name": "its name",
    "page": "the address of its page",
    "ways": "a number or an address",
    "hours": "its hours",
    "rest": "where or for whom it is, what it costs, or what is said of it",
    "check": "the day, the name or the page of the check",
}
"""What a person compares of an entry, as `verified_of` calls it, and as messages do."""


def record_of(said: Iterable[Sequence[str]]) -> str:
    """The record of what an entry says: the name of each of its `PARTS`, and its digest."""
    return " ".join(f"{part} {digest_of(*of)}" for part, of in zip(PARTS, said, strict=True))


def differing(recorded: str, now: str) -> tuple[str, ...]:
    """The parts of an entry whose digests are not those that were recorded, in words."""
    if recorded.split() == now.split():
        return ()
    then, today = (dict(zip(of[::2], of[1::2], strict=False))
                   for of in (recorded.split(), now.split()))  # fmt: skip
    found = tuple(said for part, said in PARTS.items() if then.get(part) != today[part])
    return found if 0 < len(found) < len(PARTS) else ("the record of what was compared",)


def joined(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The texts of some parts, with the length of each before it: none runs into the next."""
    return tuple(text for part in parts for text in (str(len(part)), *part))
