"""A chapter → its notes that stand at the foot of their pages, and why others do not.

A foot has room for a few lines, and no note goes on over the next page: so a long one stands at the
end, in “Links and notes”, and so does one that holds more than words, or to which several passages
refer, since an edition may leave out one of these and not the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zinewright.assemble.markup import E, address_words, body, show_address
from zinewright.body import Body, Element, parsed, text_of
from zinewright.digests import digest_of
from zinewright.locators import letters
from zinewright.manuscript.recipe import Recipe
from zinewright.paper.papers import large_pages, pages
from zinewright.problems import Problem, shown
from zinewright.prose.chapter import Chapter
from zinewright.prose.normalize import Footnote

MOST_WORDS = 120
"""Words of a note at the foot of an A5 page: a quarter of it."""
LETTERS_A_WORD = 8  # with which a note of long words, or of an address, takes more room
USUAL_SIZE = 18.0  # points of large print
WHOLE = {
    "table": "a table", "img": "a picture", "figure": "a picture", "pre": "code", "dl": "a list",
    "ul": "a list", "ol": "a list", "blockquote": "a quotation", "section": "a part of its own",
}  # fmt: skip
"""What stands in no line, and what it is called."""
MOVED = "so it stands at the end of the zine and not at the foot of its page"


def room_at_foot(recipe: Recipe) -> int:
    """How many words a note at the foot of a page may have, 0 where all stand at the end.

    That is the same in every edition: smaller pages have room for fewer, and so has larger print.
    """
    if recipe.notes_at == "end":
        return 0
    page, usual = pages(recipe.page, recipe.print.paper), pages("A5", "A4")
    large, usual_large = large_pages(recipe.print.paper), large_pages("A4")
    small = (page[0] * page[1]) / (usual[0] * usual[1])
    loud = (large[0] * large[1]) / (usual_large[0] * usual_large[1])
    loud *= (USUAL_SIZE / recipe.large_print.size) ** 2
    return int(MOST_WORDS * min(1, small, loud))


def at_foot(chapter: Chapter, most: int) -> frozenset[int]:
    """The numbers of the notes of a chapter that stand at the foot of their pages.

    They have `most` words. Where an edition leaves parts out, they are those of the full one.
    """
    full = chapter.whole or chapter
    if not most or not full.prose.footnotes:
        return frozenset()
    against = _against(full, most)
    return frozenset(note.number for note in full.prose.footnotes if note.number not in against)


def feet(chapter: Chapter, most: int) -> Body | None:
    """The notes of a chapter that stand at the foot of its pages, with the addresses of their
    links; None where there are none."""
    full, numbers = chapter.whole or chapter, at_foot(chapter, most)
    items = [_item(note) for note in full.prose.footnotes if note.number in numbers]
    return body(E.ol(*items)) if items else None


def moved_to_the_end(chapter: Chapter, most: int) -> Iterator[Problem]:
    """What is to be said of the notes of a chapter that should stand at the foot, and cannot."""
    against = _against(chapter, most) if most else {}
    for note in chapter.prose.footnotes:
        if note.number in against:
            why, fix = against[note.number]
            what = f"the note [^{shown(note.name)}] {why}, {MOVED}"
            line = note.line or chapter.post.first_line
            where, digest = chapter.post.where, digest_of(what)
            yield Problem(where, line, "note-at-end", what, fix, "warning", digest)


def _against(chapter: Chapter, most: int) -> dict[int, tuple[str, str]]:
    """Why notes cannot stand at the foot of a page, and what mends it, by their numbers."""
    passages = _passages(chapter)
    found = {
        note.number: _too_much(_item(note), most) or _misplaced(note, passages)
        for note in chapter.prose.footnotes
    }
    return {number: said for number, said in found.items() if said}


def _too_much(item: Element, most: int) -> tuple[str, str] | None:
    found = next((el for el in item.iter() if str(el.tag) in WHOLE), None)
    if found is not None:
        fix = "Put it into the text, or say it in words"
        return f"holds {WHOLE[str(found.tag)]}", fix
    words, length = len(text_of(item).split()), letters(text_of(item))
    if words > most:
        return f"has {words:,} words, of at most {most}", "Shorten it, or put a part into the text"
    if length > most * LETTERS_A_WORD:
        count = f"{length:,} letters, of at most {most * LETTERS_A_WORD}"
        return f"has {count}", "Shorten it, or the addresses in it"
    return None


def _misplaced(note: Footnote, passages: Mapping[str, str]) -> tuple[str, str] | None:
    around = {passages[ref] for ref in note.refs if ref in passages}
    if not around:
        return "is referred to from another note alone", "Refer to it in the text"
    if len(around) > 1 and "" not in around:
        fix = "Refer to it before them, too, or write it once for each"
        return "is referred to from several passages alone", fix
    return None


def _passages(chapter: Chapter) -> dict[str, str]:
    """The passage in which each reference in the text stands, "" for none, by their ids."""
    links = (el for el in parsed(chapter.prose.xhtml).iter("a") if el.get("class") == "noteref")
    return {str(link.get("id")): _passage_around(link) for link in links}


def _passage_around(element: Element) -> str:
    """The id of the outermost passage that an element stands in, "" for none."""
    around = [each for each in element.iterancestors("section") if each.get("class") == "passage"]
    return str(around[-1].get("id")) if around else ""


def _item(note: Footnote) -> Element:
    """A note with the addresses of its links behind them, for paper."""
    item, inside = E.li({"class": "footnote", "id": note.id}), parsed(note.xhtml)
    item.text = inside.text
    item.extend(list(inside))
    for link in [el for el in item.iter("a") if el.get("href", "").startswith("http")]:
        show_address(link, address_words(link.get("href", "")))
    return item
