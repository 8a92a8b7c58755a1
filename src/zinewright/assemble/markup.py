"""Small pieces of checked XHTML that the generated parts of a zine are built from."""

from __future__ import annotations

import re

from lxml.builder import ElementMaker

from zinewright.bidi import direction_in, isolate_in, isolated
from zinewright.body import Body, Element, is_address, serialized
from zinewright.languages.words import Words
from zinewright.model import direction_of

E = ElementMaker()
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+\Z")


def body(*parts: Element) -> Body:
    """A `Body` of the given elements."""
    return Body("\n".join(_inside(part) for part in parts))


def _inside(part: Element) -> str:
    holder = E.body(part)
    isolate_in(holder)
    return serialized(holder)


def section_title(name: str, title: str) -> Element:
    """The h1 of a section."""
    return E.h1({"id": f"{name}--title"}, title)


def page_of(target: str, words: Words) -> Element:
    """What an edition with pages says behind a reference: “, page 12”."""
    return E.span({"data-page-of": target}, words.say("page-of"))


def tongue(language: str, around: str) -> dict[str, str]:
    """The attributes of an element in `language` where the text around it is in another."""
    if language == around:
        return {}
    return {"lang": language, "dir": direction_of(language)}


def turned(text: str, around: str) -> dict[str, str]:
    """The direction of an element of its own for a text that no language is known of, where that
    is not the one of the language around it."""
    here = direction_of(around)
    return {} if direction_in(text, here) == here else {"dir": direction_in(text)}


def piece(text: str, language: str, around: str) -> Element | str:
    """A text in its language, to stand in a sentence in another."""
    attributes = tongue(language, around)
    return E.span(attributes, text) if attributes else isolated(text, direction_of(around))


def around(sentence: str, inner: Element | str) -> tuple[str, Element | str, str]:
    """A sentence with a piece in place of “\\0”, to be put into an element."""
    before, _, behind = sentence.partition("\0")
    return before, inner, behind


def to_contact(contact: str, sentence: str) -> Element:
    """A paragraph that says whom to write to, in place of “\0”; an address is a link."""
    before, _, behind = sentence.partition("\0")
    address = contact if contact.startswith("http") else f"mailto:{contact}"
    if not (EMAIL.match(contact) or contact.startswith("http")) or not is_address(address):
        return E.p(f"{before}{contact}{behind}")
    return E.p(before, E.a({"href": address}, contact), behind)


def qr_code(address: str, words: Words) -> Element:
    """An address as a code that a phone can read, in print alone."""
    said = words.say("qr", address=address_words(address))
    return E.span({"class": "qr", "data-qr": address}, said)


def address_words(url: str) -> str:
    """A web address as people type it from paper."""
    bare = url.split("://", 1)[-1]
    return bare.removeprefix("www.").removesuffix("/")


def show_address(link: Element, said: str) -> None:
    """Put what is `said` of its address behind a link, for paper; one that shows it stays."""
    if address_words(link.get("href", "")) in "".join(link.itertext()):
        return
    shown = E.span({"class": "address"}, f" ({said})")  # with its space: some leave it out
    shown.tail, link.tail = link.tail, None
    link.addnext(shown)


def short_address(url: str) -> str:
    """A web address beside its code, which has all of it: without the query and what follows."""
    return address_words(re.split(r"[?#]", url, maxsplit=1)[0])
