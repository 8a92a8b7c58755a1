"""A zine → the bytes of its editions, the reading edition first: the others name its pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from zinewright.book import Leaf
from zinewright.cache import Cache, code_of
from zinewright.editions import EDITIONS, POCKET, READING, Edition, Material
from zinewright.editions.pocket import PANELS, panels
from zinewright.folios import as_in, locators_of, numbered
from zinewright.fonts import FontFile, part_of
from zinewright.layouts import Layout
from zinewright.locators import Locators
from zinewright.model import Zine
from zinewright.plan import Press, Work, fitted_for, plan
from zinewright.pocket import is_small
from zinewright.problems import Problem
from zinewright.words import words_for


@dataclass(frozen=True)
class Made:
    """The bytes of editions and their numbers of pages, by name.

    `also` are files for single inks, by how their names end. `typeset` counts the sections that
    were typeset anew, of `sections`.
    """

    files: Mapping[str, bytes]
    also: Mapping[str, bytes]
    pages: Mapping[str, int]
    typeset: int
    sections: int
    warnings: tuple[Problem, ...] = ()


@dataclass
class _Files:
    """Files as they are made: those of editions by name, others by how their names end."""

    main: dict[str, bytes] = field(default_factory=dict)
    also: dict[str, bytes] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)


def make(zine: Zine, full: Zine, chosen: list[Edition], press: Press, name: str = "zine") -> Made:
    """The chosen editions; `full` is the zine whose page numbers they have, `name` how the names
    of their files begin.

    Those without pages are made while workers typeset. Raises `ZineError`.
    """
    files = _Files()
    first, leaves = reading_pages(zine, full, press)
    bare = Material(zine, press.layout, {}, part=partial(_part, press.cache), name=name)
    _make(EDITIONS[READING], press, files, replace(bare, leaves=leaves))
    locators = _locators(zine, leaves, files.main[READING], press.layout)
    bare = replace(bare, locators=locators, reading=files.main[READING])
    works = [first]
    pocket_leaves: tuple[Leaf, ...] = ()
    if EDITIONS[POCKET] in chosen:
        small, work, pocket_leaves = _pocket(zine, press)
        works.append(work)
        _make(EDITIONS[POCKET], press, files, replace(bare, zine=small, leaves=pocket_leaves))
    others = [edition for edition in chosen if edition.name not in (READING, POCKET)]
    second = plan(zine, others, press, locators)
    flat = [edition for edition in others if not edition.style]
    found = second.done(partial(_make, each, press, files, bare) for each in flat)
    for edition, pages in found.items():
        _make(EDITIONS[edition], press, files, replace(bare, leaves=pages))
    found |= {READING: leaves, POCKET: pocket_leaves}
    paged = [edition.name for edition in chosen if edition.style]
    counts = {name: sum(len(leaf.shown) for leaf in found[name]) for name in paged}
    works.append(second)
    done, total = sum(work.typeset for work in works), sum(work.total for work in works)
    return Made(files.main, files.also, counts, done, total, tuple(dict.fromkeys(files.warnings)))


def _pocket(zine: Zine, press: Press) -> tuple[Zine, Work, tuple[Leaf, ...]]:
    """The pocket zine: the whole where that has room on its panels, else what is made for it."""
    edition = EDITIONS[POCKET]
    if is_small(zine.sections):
        work = plan(zine, [edition], press)
        leaves = work.done()[POCKET]
        if panels(leaves) <= PANELS:
            return zine, work, numbered(leaves)
    small = replace(zine, sections=zine.pocket, pocket=())
    work = plan(small, [edition], press)
    return small, work, numbered(work.done()[POCKET])


def reading_pages(zine: Zine, full: Zine, press: Press) -> tuple[Work, tuple[Leaf, ...]]:
    """The pages of the reading edition, with the numbers that they have in the full one."""
    work = plan(zine, [EDITIONS[READING]], press)
    leaves = work.done()[READING]
    if full is not zine:
        there = plan(full, [EDITIONS[READING]], press).done()[READING]
        leaves = as_in(leaves, numbered(there, full.front_pages))
    return work, numbered(leaves, zine.front_pages)


def _locators(zine: Zine, leaves: tuple[Leaf, ...], pdf: bytes, layout: Layout) -> Locators:
    """The pages of the reading edition, and which PDF that is."""
    words = words_for(zine.language)
    digest = hashlib.sha256(pdf).hexdigest()
    source = words.say(
        "page-source", title=zine.full_title, day=zine.date.isoformat(), digest=digest
    )
    spelled = {section.name: layout.spelled(section) for section in zine.sections}
    return locators_of(leaves, spelled, source)


def _make(edition: Edition, press: Press, made: _Files, material: Material) -> None:
    pictures = fitted_for(material.zine, edition, press) if not edition.style else {}
    found = edition.make(replace(material, pictures=pictures, tell=made.warnings.append))
    if isinstance(found, bytes):
        made.main[edition.name] = found
        return
    made.main[edition.name] = found[""]
    for ink, content in found.items():
        if ink:
            made.also[edition.ending.replace(".", f"-{ink}.")] = content


def _part(cache: Cache, file: FontFile, glyphs: tuple[int, ...]) -> bytes:
    """The part of a font, from the cache where the same glyphs were asked for before."""
    asked = f"font\0{code_of('zinewright.fonts')}\0{file.digest}\0{glyphs}"
    key = hashlib.sha256(asked.encode()).hexdigest()
    if held := cache.get(key):
        return held
    made = part_of(file, glyphs)
    cache.put(key, made)
    return made
