"""A zine → how much of it are its posts: pages of pieces, words before the first, pages half empty.

`python tests/bench/room.py FOLDER …` prints a line for each zine. Words are those that a listener
hears in the reading edition, from the first to the last of its structure.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

sys.path.insert(0, str(Path(__file__).parents[1] / "helpers" / "reading"))

from pages_read import in_pdf

from zinewright.bind.book import Leaf
from zinewright.editions.with_pages import bound_reading
from zinewright.model import Zine
from zinewright.press.build import order_of
from zinewright.press.jobs import Press

HALF = 0.5


@dataclass(frozen=True)
class Room:
    """What pages and words a zine has for its pieces, and what for all that stands around them.

    `own` are the words of the posts and of the notes that their authors wrote, `heard` all words in
    reading order, `before` those on the pages before the first piece (`front` pages). `emptier`
    are the numbers of the pages of which less than half is used; the cover is none of them.
    """

    pieces: int
    apparatus: int
    front: int
    before: int
    own: int
    heard: int
    emptier: tuple[str, ...]

    def __str__(self) -> str:
        pages = self.pieces + self.apparatus
        return (
            f"{pages} pages, {self.pieces} of pieces ({self.pieces / pages:.0%}); "
            f"{self.front} pages and {self.before} words before the first; "
            f"{self.heard / self.own:.2f} words heard for each of {self.own}; "
            f"{len(self.emptier)} pages less than half full ({', '.join(self.emptier)})"
        )


def room_in(folder: Path, press: Press) -> Room:
    """The reading edition of the zine in a folder, measured."""
    prepared, leaves = order_of(folder, press)
    pdf = bound_reading(prepared.zine, prepared.layout, leaves, press.keep)
    words = in_pdf(pdf)
    shown = [(leaf, page) for leaf in leaves for page in leaf.shown]
    pieces = [leaf.matter == "body" for leaf, _ in shown]
    front = pieces.index(True) if True in pieces else len(pieces)
    return Room(
        sum(pieces),
        len(pieces) - sum(pieces),
        front,
        sum(len(said) for said in list(words.values())[:front]),
        _own_words(prepared.zine),
        sum(map(len, words.values())),
        tuple(
            label
            for label, full in zip(words, _used(pdf, shown), strict=True)
            if full < HALF
        ),
    )  # fmt: skip


def _own_words(zine: Zine) -> int:
    """The words of the posts, and of their notes without the ways back."""
    notes = (
        note
        for section in zine.sections
        for note in section.body.tree().iter("li")
        if note.get("class") == "footnote"
    )
    return sum(section.words for section in zine.sections) + sum(
        len("".join(_without_ways_back(note)).split()) for note in notes
    )


def _without_ways_back(note) -> list[str]:
    said = [note.text or ""]
    for child in note:
        if child.get("class") not in ("backlink", "address", "qr"):
            said += _without_ways_back(child)
        said.append(child.tail or "")
    return said


def _used(pdf: bytes, shown: list[tuple[Leaf, int]]) -> list[float]:
    """How far down each page its text and drawings reach, as a part of the room for text."""
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [
        1.0 if leaf.name == "title-page" else _reach(page, leaf, number)
        for page, (leaf, number) in zip(pages, shown, strict=True)
    ]


def _reach(page: pypdfium2.PdfPage, leaf: Leaf, number: int) -> float:
    room = leaf.typeset.extents[number]
    top = leaf.typeset.size[1] - room.top
    lows = (each.get_bounds()[1] for each in page.get_objects())
    inside = [low for low in lows if low >= top - room.height - 2]  # folios stand below
    return (top - min(inside, default=top)) / room.height


def main(folders: list[str]) -> None:
    with Press() as press:
        for folder in folders:
            print(f"{folder}: {room_in(Path(folder), press)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
