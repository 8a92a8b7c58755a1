"""What a zine is, where all of it can be had, what it costs and may be used for: its back cover."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from zinewright.assemble.markup import (
    E,
    address_words,
    around,
    body,
    piece,
    qr_code,
    section_title,
    tongue,
)
from zinewright.assemble.qr import has_code
from zinewright.body import Element
from zinewright.languages.words import Words, saying_so
from zinewright.model import Section
from zinewright.particulars import Particulars
from zinewright.prose.chapter import Chapter

MOST_AUTHORS, MOST_TITLES = 4, 3
"""How many people and pieces are named where the zine has no words of its own."""
MOST_LETTERS = 600
"""Of a description: a longer one is for catalogues, and the page has no room for it."""


def back_cover(
    particulars: Particulars, chapters: tuple[Chapter, ...], words: Words, *, codes: bool = True
) -> Section:
    """The last page of a zine; its website has a code where it is to have `codes`.

    What stands here stands neither in the imprint nor with the other formats.
    """
    title = words.say("back-cover-title")
    parts = [section_title("back-cover", title), _what_it_is(particulars, chapters, words)]
    if particulars.website:
        parts.append(_where(particulars.website, words, codes=codes))
    if particulars.price.strip():
        parts.append(E.p({"class": "price"}, _price(particulars.price.strip(), words)))
    if particulars.licence:
        said = words.say("imprint-licence", licence=particulars.licence)
        parts.append(E.p({"class": "fact"}, said))
    return Section("back-cover", "back-cover", title, words.language, body(*parts))


def _what_it_is(particulars: Particulars, chapters: tuple[Chapter, ...], words: Words) -> Element:
    """The words of its editors, or how many pieces it has, by whom, and what they are called."""
    description = particulars.description.strip()
    said = particulars.back_cover.text.strip() or description
    if said and not (said == description and len(said) > MOST_LETTERS):
        return E.p({"class": "blurb"} | tongue(particulars.language, words.language), said)
    return E.p({"class": "blurb"}, *_counted(particulars, chapters, words))


def _counted(
    particulars: Particulars, chapters: tuple[Chapter, ...], words: Words
) -> Iterator[Element | str]:
    """A sentence that another order of the chapters does not change."""
    chapters = tuple(each for each in chapters if each.post.kind == "chapter") or chapters
    several = words.say("back-cover-pieces", count=len(chapters))
    what = words.say("back-cover-piece") if len(chapters) == 1 else several
    written = (author for chapter in chapters for author in chapter.post.authors)
    authors = particulars.authors or tuple(sorted(set(written)))
    if 0 < len(authors) <= MOST_AUTHORS:
        what = words.say("back-cover-by", pieces=what, authors=words.listed(authors))
    named = sorted(chapters, key=lambda chapter: (chapter.title, chapter.post.name))[:MOST_TITLES]
    if not named:
        yield f"{what}."
        return
    between = words.between(tuple(chapter.title for chapter in named))
    marks = between.join(words.say("quote", text="\0") for _ in named)
    key = "back-cover-all" if len(named) == len(chapters) else "back-cover-some"
    before, *behind = words.say(key, pieces=what, titles="\1").replace("\1", marks).split("\0")
    titles = (piece(each.title, each.language, words.language) for each in named)
    yield from (before, *chain.from_iterable(zip(titles, behind, strict=True)))


def _where(website: str, words: Words, *, codes: bool) -> Element:
    link = E.a({"href": website}, address_words(website))
    said = around(words.say("back-cover-where", link="\0"), link)
    code = (qr_code(website, words),) if codes and has_code(website) else ()
    return E.p({"class": "where"}, *code, *said)


def _price(price: str, words: Words) -> str:
    """What it costs; of one that costs nothing, that it may be passed on."""
    if price.rstrip(".!").casefold() in saying_so("price-says-free", words.language):
        return words.say("price-free")
    return words.say("price", price=price)
