"""A zine → what stands in its pocket zine: help, how to skip, and where to get the whole.

Its sections are laid out for the panels of one folded sheet. Whether a whole zine has room there is
found out by typesetting it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from zinewright.assemble.by_topic import summed_up
from zinewright.assemble.markup import E, address_words, body, qr_code, section_title, to_contact
from zinewright.assemble.qr import has_code
from zinewright.assemble.support import brief
from zinewright.body import Element
from zinewright.languages.words import Words
from zinewright.manuscript.recipe import Recipe
from zinewright.manuscript.resources.choose import ALWAYS
from zinewright.manuscript.resources.resource import Resource
from zinewright.model import Section, Zine
from zinewright.prose.chapter import Chapter

MOST_LETTERS = 6000
"""Letters of a zine that might fit on eight panels; one with more is not tried."""


def pocket(
    cover: Section,
    recipe: Recipe,
    zine: Zine,
    chapters: tuple[Chapter, ...],
    resources: Sequence[Resource],
    words: Words,
) -> tuple[Section, ...]:
    """The sections of the pocket zine: the cover, help, how to skip, where the whole zine is.

    It lists the `resources` that the recipe names for it, or those that are for everyone.
    """
    named = recipe.pocket.resources
    kept = tuple(r for r in resources if (r.id in named if named else r.kind in ALWAYS))
    parts = [cover]
    if kept:
        parts.append(_help(kept, recipe.date, words))
    return (*parts, _skip(chapters, bool(kept), words), _whole(recipe, zine, words))


def is_small(sections: Sequence[Section]) -> bool:
    """Whether a zine might have room on eight panels."""
    letters = sum(len("".join(section.body.root.itertext())) for section in sections)
    return letters <= MOST_LETTERS


def _help(resources: tuple[Resource, ...], today: datetime.date, words: Words) -> Section:
    title = words.say("pocket-help")
    parts = (section_title("pocket-help", title), *brief(resources, today, words))
    return Section("pocket-help", "pocket", title, words.language, body(*parts))


def _skip(chapters: tuple[Chapter, ...], has_help: bool, words: Words) -> Section:
    title = words.say("pocket-skip")
    parts = [section_title("pocket-skip", title)]
    if topics := summed_up(chapters, words):
        parts.append(E.p(words.say("pocket-topics", topics=topics)))
    parts += [E.p(words.say("pocket-around")), E.p(words.say("notes-break"))]
    if has_help:
        parts.append(E.p(words.say("pocket-there")))
    return Section("pocket-skip", "pocket", title, words.language, body(*parts))


def _whole(recipe: Recipe, zine: Zine, words: Words) -> Section:
    title = words.say("pocket-whole")
    parts = [section_title("pocket-whole", title), *_where(recipe, words)]
    parts += [E.p({"class": "fact"}, fact) for fact in _facts(zine, words)]
    return Section("pocket-whole", "pocket", title, words.language, body(*parts))


def _where(recipe: Recipe, words: Words) -> Iterator[Element]:
    yield E.p(words.say("pocket-forms"))
    if recipe.website:
        link = E.a({"href": recipe.website}, address_words(recipe.website))
        if has_code(recipe.website):
            yield E.p({"class": "code"}, qr_code(recipe.website, words))
        yield E.p({"class": "address"}, link)
    if recipe.contact:
        yield to_contact(recipe.contact, words.say("pocket-ask", contact="\0"))
    if not recipe.website and not recipe.contact:
        yield E.p(words.say("pocket-giver"))


def _facts(zine: Zine, words: Words) -> Iterator[str]:
    made = [zine.full_title]
    if zine.authors:
        made.append(words.say("imprint-by", authors=words.listed(zine.authors)))
    made.append(words.say("imprint-published", day=words.day(zine.date)))
    if zine.licence:
        made.append(words.say("imprint-licence", licence=zine.licence))
    yield " ".join(part if part.endswith(".") else f"{part}." for part in made)
    if zine.draft:
        yield words.say("pocket-draft")
