"""The parts of a zine → their openings, and the sections of each within it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zinewright.assemble.markup import E, body, section_title
from zinewright.manuscript.parts import ZinePart
from zinewright.model import Section, direction_of
from zinewright.prose.quotes import curled

PLAIN = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Opening:
    """The section with which a part begins, and the names of the posts within it."""

    section: Section
    posts: tuple[str, ...]


def openings(parts: Sequence[ZinePart], kept: Sequence[str], language: str) -> tuple[Opening, ...]:
    """The openings of parts of which any post is `kept`, each by a name of its own."""
    made: list[Opening] = []
    for part in parts:
        posts = tuple(name for name in part.posts if name in kept)
        if posts:
            known = {opening.section.name for opening in made}
            made.append(Opening(_opening(part, _name(part.title, known), language), posts))
    return tuple(made)


def _name(title: str, known: set[str]) -> str:
    """A name that no post has, since it holds two hyphens, the same in any order of the posts."""
    name = f"part--{PLAIN.sub('-', title.lower()).strip('-')}"
    while name in known:
        name += "-2"
    return name


def _opening(part: ZinePart, name: str, language: str) -> Section:
    title = curled(part.title, language)
    parts = [section_title(name, title)]
    parts += [
        E.p({"class": "lead"}, curled(" ".join(said.split()), language))
        for said in part.text.split("\n\n")
        if said.strip()
    ]
    direction = direction_of(language)
    return Section(name, "part-opening", title, language, body(*parts), direction=direction)


def followers(names: Sequence[str], opened: Sequence[Opening], behind: str) -> Iterator[str]:
    """What comes after each post: the next, the opening of the part that it begins, or what is
    `behind` them all."""
    first = {opening.posts[0]: opening.section.name for opening in opened}
    yield from (first.get(name, name) for name in names[1:])
    yield from [behind] if names else []


def with_openings(sections: Sequence[Section], opened: Sequence[Opening]) -> Iterator[Section]:
    """Sections of posts, with the opening before those of each part, and these within it."""
    within = {name: opening for opening in opened for name in opening.posts}
    for section in sections:
        opening = within.get(section.name)
        if opening is None:
            yield section
            continue
        if section.name == opening.posts[0]:
            yield opening.section
        yield replace(section, within=opening.section.name)
