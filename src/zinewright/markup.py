"""Small pieces of checked XHTML that the generated parts of a zine are built from."""

from __future__ import annotations

from lxml.builder import ElementMaker

from zinewright.body import Body, Element, serialized
from zinewright.model import direction_of
from zinewright.words import Words

E = ElementMaker()


def body(*parts: Element) -> Body:
    """A `Body` of the given elements."""
    return Body("\n".join(serialized(E.body(part)) for part in parts))


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


def qr_code(address: str, words: Words) -> Element:
    """An address as a code that a phone can read, in print alone."""
    said = words.say("qr", address=address_words(address))
    return E.span({"class": "qr", "data-qr": address}, said)


def address_words(url: str) -> str:
    """A web address as people type it from paper."""
    bare = url.split("://", 1)[-1]
    return bare.removeprefix("www.").removesuffix("/")
