"""What stands behind the posts: links and notes by chapter, and other formats."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Set

from zinewright.assemble.foot_notes import at_foot
from zinewright.assemble.markup import (
    E,
    address_words,
    body,
    page_of,
    qr_code,
    section_title,
    short_address,
    show_address,
    to_contact,
    tongue,
)
from zinewright.assemble.qr import has_code, is_long
from zinewright.body import AT_FOOT, Element, parsed
from zinewright.languages.words import Words
from zinewright.model import Section
from zinewright.paper.papers import large_pages, name_of, pages, paper
from zinewright.particulars import Particulars
from zinewright.prose.chapter import Chapter
from zinewright.prose.normalize import Footnote

FORMATS = ("epub", "web", "text")


def links(
    chapters: tuple[Chapter, ...], words: Words, *, codes: bool = False, foot: int = 0
) -> Section:
    """The notes of every chapter, and the addresses of its links; with `codes`, of long ones.

    Those that stand at the `foot` of pages, where it has room for so many words, say so.
    """
    title = words.say("links-title")
    parts = [section_title("links", title)]
    used = [chapter for chapter in chapters if chapter.prose.footnotes or chapter.prose.links]
    has_feet = any(at_foot(chapter, foot) for chapter in used)
    lead = words.say("links-lead-foot" if has_feet else "links-lead")
    parts.append(E.p({"class": "lead"}, lead))
    for chapter in used:
        parts += _chapter_links(chapter, words, at_foot(chapter, foot), codes=codes)
    return Section("links", "links", title, words.language, body(*parts))


def _chapter_links(
    chapter: Chapter, words: Words, low: Set[int], *, codes: bool
) -> Iterable[Element]:
    """What is listed of a chapter, of which the notes with the numbers `low` stand at the foot of
    pages."""
    name, found = chapter.post.name, chapter.prose
    spoken = tongue(chapter.language, words.language)
    are_low = all(note.number in low for note in found.footnotes)
    listed = {} if found.links or not are_low else {"class": AT_FOOT}
    yield E.h2({"id": f"links--{name}"} | spoken | listed, chapter.title)
    if found.footnotes:
        kept = {"class": AT_FOOT} if are_low else {}
        yield E.h3({"id": f"links--{name}--notes"} | kept, words.say("links-notes"))
        notes = {
            note.number: _footnote(note, spoken, words, codes=codes) for note in found.footnotes
        }
        for number in low & notes.keys():
            notes[number].set("class", f"footnote {AT_FOOT}")
        yield from _numbered(notes)
    if found.links:
        yield E.h3({"id": f"links--{name}--links"}, words.say("links-links"))
        said: dict[str, str] = {}
        for text, address in found.links:
            said.setdefault(address, text)
        numbers = {number: address for address, number in chapter.link_numbers.items()}
        items = {
            number: _address(address, said[address], spoken, codes=codes)
            for number, address in numbers.items()
            if address in said
        }
        for number, item in items.items():
            item.set("id", f"links--{name}--link-{number}")
            if codes:
                _put_code(item, numbers[number], words)
        yield from _numbered(items)


def _numbered(items: Mapping[int, Element]) -> Iterator[Element]:
    """Items with their numbers; a list for each run, where some numbers are left out."""
    for _, run in itertools.groupby(enumerate(items), lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        start = {"start": str(numbers[0])} if numbers[0] > 1 else {}
        yield E.ol(start, *(items[number] for number in numbers))


def _address(address: str, said: str, spoken: dict[str, str], *, codes: bool) -> Element:
    """The words of a link and the address that they stand for; once, where they are the same."""
    whole = address_words(address)
    link = E.a({"href": address}, _shown(address, codes=codes))
    if address_words(said) == whole:
        return E.li(link)
    return E.li(E.span(spoken, said) if spoken else said, ": ", link)


def _shown(address: str, *, codes: bool) -> str:
    """What stands on paper for an address: all of it, unless its code stands beside it."""
    is_coded = codes and _wants_code(address)
    return short_address(address) if is_coded else address_words(address)


def _wants_code(address: str) -> bool:
    return is_long(address_words(address)) and has_code(address)


def _put_code(item: Element, address: str, words: Words) -> None:
    """Put the code of an address in front of an entry, where that is long."""
    if _wants_code(address):
        code = qr_code(address, words)
        code.tail, item.text = item.text, None
        item.insert(0, code)


def _footnote(note: Footnote, spoken: dict[str, str], words: Words, *, codes: bool) -> Element:
    """A note, with the addresses of its links, and the way back to each place that calls it."""
    item = E.li({"class": "footnote", "id": note.id} | spoken)
    inside = parsed(note.xhtml)
    item.text = inside.text
    item.extend(list(inside))
    links = [el for el in item.iter("a") if el.get("href", "").startswith("http")]
    for link in links:
        show_address(link, _shown(link.get("href", ""), codes=codes))
    last = item[-1] if len(item) and item[-1].tag == "p" else item
    for number, ref in enumerate(note.refs):
        between = " · " if number else " "
        if len(last):
            last[-1].tail = (last[-1].tail or "").rstrip() + between
        else:
            last.text = (last.text or "").rstrip() + between
        said = words.say("note-back-again" if number else "note-back")
        other = tongue(words.language, spoken["lang"]) if spoken else {}
        attributes = {"class": "backlink", "href": f"#{ref}"} | other
        last.append(E.a(attributes, said, page_of(ref, words)))
    for address in reversed(dict.fromkeys(str(link.get("href")) for link in links if codes)):
        _put_code(item, address, words)
    return item


def formats(particulars: Particulars, words: Words, *, printed: bool = True) -> Section:
    """The editions that there are, and where to get them; without those that have pages, where none
    can be `printed`."""
    title = words.say("formats-title")
    on = particulars.print.paper
    sheet, large = name_of(*paper(on)), name_of(*large_pages(on))
    printed_ones = (
        words.say("formats-reading", pages=name_of(*pages(particulars.page, on))),
        words.say("formats-large-print", pages=large, size=f"{particulars.large_print.size:g}"),
        words.say("formats-booklet", paper=sheet),
        words.say("formats-pocket", paper=sheet),
    )
    others = tuple(words.say(f"formats-{name}") for name in FORMATS)
    parts = [
        section_title("formats", title),
        E.p(words.say("formats-lead")),
        E.ul(*(E.li(said) for said in (*(printed_ones if printed else ()), *others))),
    ]
    if particulars.website and not particulars.has_back_cover:
        before, _, behind = words.say("formats-where", link="\0").partition("\0")
        link = E.a({"href": particulars.website}, address_words(particulars.website))
        parts.append(E.p(before, link, behind))
    if particulars.contact:
        parts.append(to_contact(particulars.contact, words.say("formats-ask", contact="\0")))
    if not particulars.website and not particulars.contact:
        parts.append(E.p(words.say("pocket-giver")))
    return Section("formats", "formats", title, words.language, body(*parts))
