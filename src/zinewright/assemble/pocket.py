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
from zinewright.manuscript.resources.choose import ALWAYS, Served
from zinewright.manuscript.resources.resource import Resource
from zinewright.model import Section, Zine
from zinewright.particulars import Particulars
from zinewright.prose.chapter import Chapter

MOST_LETTERS = 6000
"""Letters of a zine that might fit on eight panels; one with more is not tried."""


def pocket(
    zine: Zine,
    chapters: tuple[Chapter, ...],
    served: Served,
    named: Sequence[str],
    words: Words,
) -> tuple[Section, ...]:
    """The sections of the pocket zine: the cover, help, how to skip, where the whole zine is.

    Of the places that are listed it has those that are `named`, or those that are for everyone.
    """
    kept = tuple(r for r in served.resources if (r.id in named if named else r.kind in ALWAYS))
    parts = [zine.sections[0]]
    if kept:
        parts.append(_help(kept, zine.particulars.date, words))
    return (*parts, _skip(chapters, bool(kept), words), _whole(zine, words))


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


def _whole(zine: Zine, words: Words) -> Section:
    title = words.say("pocket-whole")
    parts = [section_title("pocket-whole", title), *_where(zine.particulars, words)]
    parts += [E.p({"class": "fact"}, fact) for fact in _facts(zine, words)]
    return Section("pocket-whole", "pocket", title, words.language, body(*parts))


def _where(particulars: Particulars, words: Words) -> Iterator[Element]:
    yield E.p(words.say("pocket-forms"))
    if particulars.website:
        link = E.a({"href": particulars.website}, address_words(particulars.website))
        if has_code(particulars.website):
            yield E.p({"class": "code"}, qr_code(particulars.website, words))
        yield E.p({"class": "address"}, link)
    if particulars.contact:
        yield to_contact(particulars.contact, words.say("pocket-ask", contact="\0"))
    if not particulars.website and not particulars.contact:
        yield E.p(words.say("pocket-giver"))


def _facts(zine: Zine, words: Words) -> Iterator[str]:
    said, made = zine.particulars, [zine.full_title]
    if said.authors:
        made.append(words.say("imprint-by", authors=words.listed(said.authors)))
    made.append(words.say("imprint-published", day=words.day(said.date)))
    if said.licence:
        made.append(words.say("imprint-licence", licence=said.licence))
    yield " ".join(part if part.endswith(".") else f"{part}." for part in made)
    if zine.draft:
        yield words.say("pocket-draft")
