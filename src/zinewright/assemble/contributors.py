"""What those who wrote a zine say of themselves → its pages, and where bylines lead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from zinewright.assemble.markup import E, body, section_title, turned
from zinewright.bidi import isolated
from zinewright.body import Element
from zinewright.languages.words import Words
from zinewright.manuscript.authors import Biography, one_spelling
from zinewright.model import Section, direction_of
from zinewright.prose.quotes import curled

NAME = "contributors"
PLAIN = re.compile(r"[^\w]+")
NOBODY: Mapping[str, str] = MappingProxyType({})


def contributors(people: Collection[Biography], words: Words) -> Section:
    """“Who wrote this”: a heading for each person and what they say, in the order given.

    Each stands under a heading of the second level, so that a new order typesets none anew.
    """
    title = words.say("contributors-title")
    parts = [section_title(NAME, title)]
    places = places_of(people)
    for person in people:
        parts += _person(person, places[person.name], words)
    return Section(NAME, "contributors", title, words.language, body(*parts))


def _person(person: Biography, place: str, words: Words) -> Iterator[Element]:
    yield E.h2({"id": place}, isolated(person.name, direction_of(words.language)))
    for said in person.text.split("\n\n"):
        if said.strip():
            yield E.p(curled(" ".join(said.split()), words.language))


def places_of(people: Collection[Biography]) -> Mapping[str, str]:
    """The id of each person's biography by their name, the same in any order of the posts."""
    places: dict[str, str] = {}
    for person in sorted(people, key=lambda person: person.place):
        place = f"{NAME}--{PLAIN.sub('-', person.name.lower()).strip('-')}"
        while place in places.values():
            place += "-2"
        places[person.name] = place
    return places


def said_by(
    authors: tuple[str, ...], people: Mapping[str, str], words: Words
) -> Iterator[Element | str]:
    """“By Ada and Bo”, in which the names of those whom `people` has lead to their biographies."""
    sentence = words.say("by", authors=words.listed(tuple("\0" for _ in authors)))
    before, *behind = sentence.split("\0")
    named = (_named(author, people, words.language) for author in authors)
    yield from (before, *chain.from_iterable(zip(named, behind, strict=True)))


def _named(author: str, people: Mapping[str, str], language: str) -> Element | str:
    place = people.get(one_spelling(author))
    if place is None:
        return isolated(author, direction_of(language))
    return E.a({"href": f"#{place}"} | turned(author, language), author)
