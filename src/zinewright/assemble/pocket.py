"""A zine → what stands in its pocket zine: something to read, what else there is, help, the whole.

Its sections are laid out for the panels of one folded sheet, and hold more than has room there:
they can be made shorter, and larger. Which of it stands there is found out by typesetting it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from zinewright.assemble.front_matter import what_is_said
from zinewright.assemble.markup import (
    E,
    address_words,
    body,
    page_of,
    qr_code,
    section_title,
    to_contact,
    tongue,
)
from zinewright.assemble.pocket_text import text
from zinewright.assemble.qr import has_code
from zinewright.assemble.selection import Selection
from zinewright.assemble.support import brief
from zinewright.body import Body, Element, serialized
from zinewright.languages.words import Words
from zinewright.manuscript.content_notes import Status
from zinewright.manuscript.post_names import composed
from zinewright.manuscript.recipe import Pocket
from zinewright.manuscript.resources.choose import ALWAYS
from zinewright.manuscript.resources.resource import Resource
from zinewright.model import IN_WHOLE, Kind, Section, Zine
from zinewright.particulars import Particulars
from zinewright.prose.chapter import Chapter

CONTENTS, NOTES, WHOLE = "pocket-contents", "pocket-notes", "pocket-whole"
HELP = "pocket-help"
NAMED_HELP = "pocket-named-help"  # all of it stands there, since the editor named it
MOST_ENTRIES = 24  # of the contents on a panel, which holds fewer
RULES = 8  # to write on


def pocket(zine: Zine, selection: Selection, wish: Pocket, words: Words) -> tuple[Section, ...]:
    """The sections of the pocket zine: the cover, something to read, what is in the zine, help,
    room for notes if that is wished for, and where the whole zine is.

    Of the places that are listed it has those that are wished for, or those that are for everyone.
    """
    chapters, listed = selection.chapters, selection.served.resources
    named = wish.resources
    kept = tuple(r for r in listed if (r.id in named if named else r.kind in ALWAYS))
    behind: list[Section] = []
    if len(chapters) > 1:
        behind.append(_contents(chapters, zine.particulars.authors, words))
    if kept:
        name = NAMED_HELP if named else HELP
        behind.append(_help(name, kept, len(listed), zine.particulars, words))
    if wish.notes:
        rules = (E.hr() for _ in range(RULES))
        behind.append(_section(NOTES, words.say("sheet-notes"), words, *rules))
    behind.append(_whole(zine, words))
    read = text(chapters, composed(wish.post), behind[0].name, words)
    return (zine.sections[0], *((read,) if read else ()), *behind)


def larger(section: Section, size: int) -> Section:
    """The same in larger letters; `size` is from 0, as large as usual, to 4."""
    if not size:
        return section
    root = section.body.tree()
    for block in root:  # each of them, since a list is typeset entry by entry
        block.set("class", f"{block.get('class', '')} size-{size}".strip())
    return replace(section, body=Body(serialized(root)))


def _section(
    name: str, title: str, words: Words, *parts: Element, kind: Kind = "pocket"
) -> Section:
    return Section(name, kind, title, words.language, body(section_title(name, title), *parts))


def drawing(number: int, zine: Zine) -> Section:
    """A panel with the drawing of the cover and no words, for which nothing is left to say."""
    name = f"pocket-drawing-{number}"
    return Section(name, "pocket-drawing", zine.title, zine.language, body(E.p()))


# --- what is in the zine


def _contents(chapters: tuple[Chapter, ...], usual: tuple[str, ...], words: Words) -> Section:
    counted = Counter(chapter.notes.status for chapter in chapters)
    entries = (_entry(chapter, usual, counted, words) for chapter in chapters)
    parts = [E.ol({"class": "contents"}, *entries)]
    parts.append(E.h2({"id": f"{CONTENTS}--skip"}, words.say("pocket-skip")))
    parts += [E.p(words.say("pocket-around"))]
    parts.append(E.p({"id": f"{CONTENTS}--break"}, words.say("notes-break")))
    return _section(CONTENTS, words.say("pocket-contents"), words, *parts, kind="pocket-list")


def _entry(
    chapter: Chapter, usual: tuple[str, ...], counted: Counter[Status], words: Words
) -> Element:
    name, title = chapter.post.name, chapter.title
    page = E.span({"data-page-of": f"{IN_WHOLE}{name}", "class": "page"}, " ")
    called = E.strong(tongue(chapter.language, words.language), title)
    entry = E.li(
        {"class": "entry", "id": f"{CONTENTS}--entry--{name}"}, E.p({"class": "part"}, called, page)
    )
    if chapter.post.authors not in ((), usual):
        entry.append(E.p({"class": "byline"}, words.listed(chapter.post.authors)))
    if said := " ".join(what_is_said(chapter, counted, words)):
        entry.append(E.p({"class": "status"}, said))
    return entry


def _more(count: int, words: Words) -> Element:
    key = "pocket-more-one" if count == 1 else "pocket-more"
    return E.p({"class": "goes-on"}, words.say(key, count=count))


def first_entries(
    section: Section, count: int, total: int, words: Words, behind: int = 0
) -> Section:
    """The contents with so many entries, of the `total` of the zine, and so many blocks behind
    them; those follow where all entries are there."""
    root = section.body.tree()
    entries = root.find("ol")
    assert entries is not None
    for gone in [*list(entries)[count:], *list(entries.itersiblings())[behind:]]:
        parent = gone.getparent()
        assert parent is not None
        parent.remove(gone)
    if total > count:
        root.append(_more(total - count, words))
    return replace(section, body=Body(serialized(root)))


def lines_of_more(section: Section, total: int, words: Words) -> Section:
    """Each line that could stand below the first entries of the contents, one below the other.

    How many of the `total` fit changes with their order; what is typeset does not.
    """
    root = section.body.tree()
    for gone in list(root)[1:]:
        root.remove(gone)
    root.extend(_more(total - count, words) for count in range(1, min(MOST_ENTRIES + 1, total)))
    return replace(section, body=Body(serialized(root)))


# --- help


def _help(
    name: str, resources: tuple[Resource, ...], listed: int, said: Particulars, words: Words
) -> Section:
    parts = [*brief(resources, said.date, words)]
    if listed > len(resources):
        parts.append(_more_help(words))
    return _section(name, words.say("pocket-help"), words, *parts)


def _more_help(words: Words) -> Element:
    place = page_of(f"{IN_WHOLE}support", words)
    return E.p({"class": "goes-on"}, words.say("pocket-more-help"), place)


def first_places(section: Section, count: int, words: Words) -> Section:
    """The first places of support, and where the others are."""
    root = section.body.tree()
    for gone in [*root.findall("section[@class='help']")[count:], *root.findall("p")]:
        root.remove(gone)
    root.append(_more_help(words))
    return replace(section, body=Body(serialized(root)))


# --- the whole zine


def _whole(zine: Zine, words: Words) -> Section:
    parts = [*_where(zine.particulars, words)]
    parts += [E.p({"class": "fact"}, fact) for fact in _facts(zine, words)]
    return _section(WHOLE, words.say("pocket-whole"), words, *parts)


def _where(particulars: Particulars, words: Words) -> Iterator[Element]:
    if particulars.description:
        yield E.p(particulars.description)
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
