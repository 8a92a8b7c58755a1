"""A post → its pages, as the reading edition has them now: for whoever is editing it.

In a press that stays open, a word that was changed costs the typesetting of its post and the
binding, and nothing is read but that post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from zinewright.bind.book import Leaf
from zinewright.bind.folios import pages_of
from zinewright.body import Element
from zinewright.editions.shelf_picture import drawn_pages
from zinewright.editions.with_pages import bound_reading
from zinewright.limits import in_bounds
from zinewright.locators import LOCATOR, Locators, Page, mark_pages
from zinewright.manuscript.folder import LESS, Manuscript, read_manuscript
from zinewright.manuscript.post_names import posts_called
from zinewright.manuscript.posts import Post, read_post
from zinewright.model import Section
from zinewright.press.build import assembled
from zinewright.press.jobs import Press
from zinewright.press.make import reading_pages

DPI = 110.0
WORD = re.compile(r"[^\W_]+")
MOST, LEAST = 8, 3  # words in a row by which the beginning of a page is found
TRIES = 40  # words of a page that may stand nowhere in the text, such as those of notes before it
UNWRITTEN = ("noteref", "slot", "qr", "hidden")  # what a page shows and no text holds


@dataclass(frozen=True)
class Preview:
    """The pages of a post: their printed numbers, a PNG or JPEG of each, and the bound edition.

    `first` is the place of the first in that file, from 0; `lines` are the lines of the post's
    file, from 1, with which its pages begin.
    """

    manuscript: Manuscript
    folios: tuple[str, ...]
    pictures: tuple[bytes, ...]
    pdf: bytes
    first: int
    lines: tuple[int, ...] = ()


def preview(source: Manuscript | Path, post: str, press: Press) -> Preview:
    """The pages of a post, by its name or number, in the draft that a build would make now.

    Of a `Manuscript` that was read, the file of that post alone is read again. Raises `ZineError`
    with everything that is wrong.
    """
    press.will_typeset = True
    held = source if isinstance(source, Manuscript) else read_manuscript(source)
    names = [each.name for each in held.posts]
    (post,) = posts_called([post], names, str(held.folder))
    if isinstance(source, Manuscript):
        held = _read_again(held, post)
    prepared = assembled(held, press)
    zine, layout = prepared.zine, prepared.layout
    leaves = reading_pages(zine, zine, layout, press)
    pdf = bound_reading(zine, layout, leaves, press.keep)
    leaf = next(leaf for leaf in leaves if leaf.name == post)
    pictures = drawn_pages(pdf, range(leaf.first, leaf.first + len(leaf.shown)), DPI)
    folios = tuple(leaf.folios[page] for page in leaf.shown)
    written = next(each for each in held.posts if each.name == post)
    lines = _first_lines(zine.section_of[post], written, leaf)
    return Preview(held, folios, pictures, pdf, leaf.first, lines)


def _read_again(held: Manuscript, post: str) -> Manuscript:
    """A manuscript with one post as its file is now."""
    old = next(each for each in held.posts if each.name == post)
    with in_bounds(old.where, None, LESS):
        new = read_post(Path(old.where), old.where)
    posts = tuple(new if each is old else each for each in held.posts)
    problems = [problem for problem in held.problems if problem not in old.problems]
    return replace(held, posts=posts, problems=(*problems, *new.problems))


def _first_lines(section: Section, post: Post, leaf: Leaf) -> tuple[int, ...]:
    """The line of a post's file with which each page of its section begins.

    A page whose first words stand nowhere in the text has the line of the page before it.
    """
    pages = dict(pages_of(leaf))[section.name]
    root = section.body.tree()
    mark_pages(root, section.name, Locators({section.name: pages}), _mark, in_words=True)
    read = list(_read(root))
    words = [word for word in read if isinstance(word, str)]
    begins = {
        word: place - number
        for number, (place, word) in enumerate(
            (place, word) for place, word in enumerate(read) if isinstance(word, int)
        )
    }
    lines, at = list[int](), 0
    for number in range(len(leaf.shown)):
        behind = words[begins.get(number, len(words)) :]
        at = _found(behind, post.text, at) if number else 0
        lines.append(post.first_line + post.text.count("\n", 0, at))
    return tuple(lines)


def _mark(_: Page, number: int, __: bool) -> Element:
    return etree.Element("span", {"class": LOCATOR, "data-number": str(number)})


def _read(element: Element) -> Iterator[str | int]:
    """The words of an element in order, and the number of each page where it begins."""
    if number := element.get("data-number"):
        yield int(number)
    elif not set(element.get("class", "").split()) & set(UNWRITTEN):
        yield from WORD.findall(element.text or "")
        for child in element:
            yield from _read(child)
            yield from WORD.findall(child.tail or "")


def _found(words: Sequence[str], text: str, at: int) -> int:
    """Where words stand in a text behind a place, whatever marks are between them; else there."""
    for start in range(min(TRIES, len(words))):
        for count in (MOST, LEAST):
            wanted = words[start : start + count]
            if len(wanted) >= LEAST or len(wanted) == len(words):
                pattern = r"[\W_]+".join(map(re.escape, wanted))
                if found := re.compile(rf"(?<!\w){pattern}(?!\w)").search(text, at):
                    return found.start()
    return at
