"""Small pieces of checked XHTML that the generated parts of a zine are built from."""

from __future__ import annotations

from lxml import etree
from lxml.builder import ElementMaker

from zinewright.body import Body, Element, only_in_print, serialized
from zinewright.model import Zine, direction_of
from zinewright.words import Words, words_for

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


def unpaged(root: Element, zine: Zine) -> Element:
    """A body for an edition without pages: no page numbers, and the titles of what links lead to.

    The element is changed and returned.
    """
    for element in [element for element in root.iter("span", "a") if only_in_print(element)]:
        element.tag = "only-in-print"
    for span in list(root.iter("span")):
        if name := span.attrib.pop("data-title-of", ""):
            section = zine.section_of[name]
            words = words_for(zine.language)
            span.text = words.say("quote", text=section.title)
            span.attrib.update(tongue(section.language, words.language))
    etree.strip_elements(root, "only-in-print", with_tail=False)
    return root
