"""Typeset sections → one PDF (PDF/UA-1): page numbers, one structure tree, outline, fonts once.

Nothing is laid out here. Every page number that a section kept room for is filled in, and the
running heads of the page's side are shown; all of it takes milliseconds, so that a new order of
chapters costs no typesetting but that of the parts that list them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping

from zinewright.bind.book import Book, Leaf
from zinewright.bind.embed_fonts import Fonts, PartOf
from zinewright.bind.folios import folios_of, numbered
from zinewright.bind.metadata import DocumentInfo, describe
from zinewright.bind.objects import LEVEL, Objects, array, dictionary, numbers, to
from zinewright.bind.outline import add_outline
from zinewright.bind.structure import add_structure
from zinewright.layout.fonts import FontFile, part_of
from zinewright.locators import Locators
from zinewright.model import CENTRE
from zinewright.typeset.sealing import FONTS, STATE, Thing, drawn, joined

SLOT = re.compile(rb"%slot (\d+)\n")
SAID = re.compile(rb"%said (\S+) (\d+) ([0-9a-f]+)\n([^\n]*)")
NOTHING: Mapping[str, str] = {}
SIDED = re.compile(rb"%(left|right) ([^\n]*\n)")


def bind(
    leaves: tuple[Leaf, ...],
    files: tuple[FontFile, ...],
    says: DocumentInfo,
    part: PartOf = part_of,
    locators: Locators | None = None,
    elsewhere: Mapping[str, str] = NOTHING,
) -> bytes:
    """The sections as one PDF, in the order given.

    Pages without numbers count from 1. `part` gives the part of a font file that holds the glyphs
    of given numbers. With `locators`, the page numbers in the text are those of the reading
    edition; `elsewhere` has those of places that are in another file.
    """
    book = Book(Objects(), numbered(leaves), says.direction == "rtl", says.standard == "ua-2")
    book.locators, book.elsewhere = locators, elsewhere
    book.folios = folios_of(book.leaves)
    for leaf in book.leaves:
        for name, (page, x, y) in leaf.typeset.places.items():
            book.places.setdefault(name, (leaf.at(page), x, y))
    fonts, shown = Fonts(book, files, part), list[dict[str, str]]()
    for leaf in book.leaves:
        fonts.learn(leaf)
        shown += _drawn(book, leaf, fonts) if leaf.typeset.pdf else _plain(book, leaf, fonts)
    book.pages = [book.objects.reserve() for _ in shown]
    book.on_pages = [[] for _ in shown]
    fonts.embed()
    add_structure(book)
    add_outline(book)
    _add_pages(book, shown)
    trailer = describe(book, says)
    return book.objects.written("2.0" if book.is_2 else "1.7", trailer)


# --- pages


def _add_pages(book: Book, shown: list[dict[str, str]]) -> None:
    """The page tree (ISO 32000-1, 7.7.3), of one level."""
    tree = book.objects.reserve()
    book.root["Pages"] = to(tree)
    for number, (place, entries) in enumerate(zip(book.pages, shown, strict=True)):
        page = {"Type": "/Page", "Parent": to(tree), **entries}
        page |= {"StructParents": str(number), "Tabs": "/S"}
        if links := book.on_pages[number]:
            page["Annots"] = array(links)
        book.objects.put(place, dictionary(page))
    kids = array(map(to, book.pages))
    said = {"Type": "/Pages", "Kids": kids, "Count": str(len(book.pages))}
    book.objects.put(tree, dictionary(said))


def _plain(book: Book, leaf: Leaf, fonts: Fonts) -> Iterator[dict[str, str]]:
    """Pages that show nothing but text and rules, with the numbers and heads of this file."""
    typeset = leaf.typeset
    box = numbers((0, 0, *typeset.size))
    for number in leaf.shown:
        states: Iterable[tuple[str, str]]
        if typeset.sealed:
            page = typeset.sealed[number]
            holes = (
                (_numbered(book, leaf, number, each.hole, fonts), each) for each in page.pieces
            )
            content, states = joined(list(holes)), page.states
        else:
            plain = _numbered(book, leaf, number, typeset.content(number) + b"\n", fonts)
            states = sorted({(one.decode(), two.decode()) for one, two in STATE.findall(plain)})
            content = zlib.compress(plain, LEVEL)
        resources = {"Font": to(fonts.shared), "ExtGState": _states(states)}
        yield {
            "MediaBox": box, "TrimBox": box, "Resources": dictionary(resources),
            "Contents": to(book.objects.add("<</Filter /FlateDecode>>", content)),
        }  # fmt: skip


def _states(states: Iterable[tuple[str, str]]) -> str:
    """The graphics states that WeasyPrint names after the opacity they set."""
    return dictionary(
        {
            f"{kind}{value}": f"<</{'CA' if kind == 'A' else 'ca'} {value}>>"
            for kind, value in states
        }
    )


def _drawn(book: Book, leaf: Leaf, fonts: Fonts) -> Iterator[dict[str, str]]:
    """Pages with pictures and the like; what several sections draw alike is held once."""
    pages, numbers_of = drawn(leaf.typeset.pdf), {FONTS: fonts.shared}
    ahead = _named_ahead(pages.things)
    for thing in pages.things:
        if thing.number in ahead:
            numbers_of[thing.number] = book.objects.reserve()
    for thing in pages.things:
        body = _said(thing, numbers_of)
        if thing.number in ahead:
            book.objects.put(numbers_of[thing.number], body, thing.stream)
        else:
            numbers_of[thing.number] = book.objects.once(body, thing.stream)
    for number in leaf.shown:
        content = _numbered(book, leaf, number, pages.contents[number] + b"\n", fonts)
        place = book.objects.stream(content)
        page = {"Contents": f"{to(place)} {_said(pages.pages[number], numbers_of)}"}
        if leaf.name == CENTRE:  # a picture that goes on behind the edge is not shown there
            page["CropBox"] = numbers((0, 0, *leaf.typeset.size))
        yield page


def _named_ahead(things: list[Thing]) -> set[int]:
    """The things that are named before they come."""
    seen, ahead = {FONTS}, set[int]()
    for thing in things:
        ahead |= set(thing.refs) - seen
        seen.add(thing.number)
    return ahead


def _said(thing: Thing, numbers_of: Mapping[int, int]) -> str:
    out = [thing.said[0]]
    for ref, said in zip(thing.refs, thing.said[1:], strict=True):
        out += [to(numbers_of[ref]), " ", said]
    return "".join(out)


def _numbered(book: Book, leaf: Leaf, number: int, content: bytes, fonts: Fonts) -> bytes:
    """The content of a page with its page numbers set, and only its own side's running head."""
    page = leaf.at(number)
    side = b"right" if (page % 2 == 0) != book.from_the_right else b"left"
    slots = leaf.typeset.slots

    def fill(found: re.Match[bytes]) -> bytes:
        slot = slots[int(found[1])]
        if slot.side and slot.side.encode() != side:
            return b""
        shown = book.label_of(slot.target, leaf) if slot.target else book.folios[page]
        return fonts.set(slot, shown) if shown else b""

    def named(found: re.Match[bytes]) -> bytes:
        text = bytes.fromhex(found[3].decode()).decode("utf-16-be")
        code = fonts.code_of(found[1].decode(), int(found[2]), text)
        return found[4].replace(b"<%04x>" % int(found[2]), b"<%04x>" % code, 1)

    content = SAID.sub(named, content)
    content = SIDED.sub(lambda m: m[2] if m[1] == side else b"", content)
    return SLOT.sub(fill, content)
