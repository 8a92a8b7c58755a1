"""Sections → pages of HTML to typeset, and the cover: templates and style, text in, text out.

A layout is a folder: `layout.toml` names its fonts and sizes, `*.html` and `*.svg` are Jinja
templates (run sandboxed), `*.css` its styles. They are read once, and lead nowhere else. The text
of a post is a value, never a template.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from lxml import etree
from markupsafe import Markup

from zinewright.abbreviations import spell_once
from zinewright.assemble.omit import hide
from zinewright.assemble.qr import CODE, width
from zinewright.bidi import isolated
from zinewright.body import Element, parsed
from zinewright.languages.words import words_for
from zinewright.layout.anchors import address_of, picture_address
from zinewright.layout.based_on import LayoutSource, is_ours, layouts_folder, missing, source_of
from zinewright.layout.cover import DRAWN, cover_values, framed, overprinted, size_of, title_at
from zinewright.layout.declared import FOLIO, declaring, running_head
from zinewright.layout.facing.spread import spread
from zinewright.layout.fallback_fonts import (
    draw_emoji,
    faces_for,
    parts_of,
    undrawn,
    without_face,
)
from zinewright.layout.files import checked_drawing
from zinewright.layout.fonts import FontFile, font_file, spelled
from zinewright.layout.foot_notes import FOOT, put_at_foot, without_feet
from zinewright.layout.listed import Unit
from zinewright.layout.missing_glyphs import problems_of
from zinewright.layout.nonbreaking import let_long_words_break, tie_to_next, tie_to_word
from zinewright.layout.properties import accent_of, unsaid, values_with, with_accent, with_values
from zinewright.layout.spoken import speak, stands_beside
from zinewright.locators import BEGINS, LOCATOR, UNKNOWN, Locators, Page, mark_pages
from zinewright.model import Section, Zine
from zinewright.paper.papers import pages
from zinewright.particulars import Particulars
from zinewright.problems import Unprintable, ZineError

if TYPE_CHECKING:
    from zinewright.layout.templates import Templates

NEXT = "@next"
COVER, ON_COVER, DIVIDER = "cover.svg", "cover-picture", "divider.svg"
NOTHING: Mapping[str, str] = MappingProxyType({})
SKIP = re.compile(r'<p class="skip"[^>]*>.*?</p>', re.DOTALL)
TITLE_OF = re.compile(r' data-title-of="[^"]*"')


@dataclass(frozen=True)
class Layout:
    """A folder of templates and styles. Raises `ZineError` where its files cannot be used."""

    folder: Path

    @cached_property
    def source(self) -> LayoutSource:
        """Its files and those that it takes over, read once, and what is wrong with them."""
        return source_of(self.folder)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The files of the layout by their names. Raises `ZineError` with all that is wrong."""
        if self.source.problems:
            raise ZineError(self.source.problems)
        return {name: file.text for name, file in self.source.files.items()}

    def where(self, name: str) -> str:
        """A file of the layout as messages name it."""
        file = self.source.files.get(name)
        path = file.path if file else self.folder / name
        return f"{path.parent.name}/{name}" if is_ours(path.parent) else str(path)

    @cached_property
    def fonts(self) -> tuple[FontFile, ...]:
        """Its fonts, in their order. Raises `ZineError` where one is not installed."""
        return tuple(font_file(font.spec) for font in self.source.fonts if self.texts)

    def fonts_for(self, html: str) -> tuple[FontFile, ...]:
        """Its fonts, and the faces behind them that the letters of a document need."""
        return (*self.fonts, *faces_for(html, self.fonts))

    def unshown(self, section: Section) -> tuple[str, ...]:
        """The letters of a section that no face shows, and that no words can stand for."""
        return tuple(letter for letter in self._missing(section) if not spelled(letter))

    def unshown_in(self, text: str) -> tuple[str, ...]:
        """The same of a text."""
        missing = without_face(undrawn(text, self.fonts), self.fonts)
        return tuple(letter for letter in missing if not spelled(letter))

    def _missing(self, section: Section) -> tuple[str, ...]:
        """The letters of a section that no face shows; looked for once."""
        if section.digest not in self._looked_at:
            body = section.whole or section.body
            parts = [body.root, *([section.feet.root] if section.feet else [])]
            said = (str(text) for part in parts for text in part.itertext())
            text = "\n".join([section.title, *said])
            self._looked_at[section.digest] = without_face(undrawn(text, self.fonts), self.fonts)
        return self._looked_at[section.digest]

    @cached_property
    def _looked_at(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def digest(self) -> str:
        """The digest (SHA-256) of its files and of its fonts."""
        asked = sorted(self.texts.items()), [font.digest for font in self.fonts]
        return hashlib.sha256(repr(asked).encode()).hexdigest()

    @cached_property
    def _templates(self) -> Templates:
        from zinewright.layout.templates import Templates  # where pages are missing, and no sooner

        return Templates(self.where, self.texts)

    def _text(self, name: str) -> str:
        if name not in self.texts:
            raise ZineError([missing(self.folder / name)])
        return self.texts[name]

    def style(self, name: str, accent: str = "") -> str:
        """The text of a style sheet, with a zine's accent in the place of its own."""
        return with_accent(self._text(name), accent)

    def page_style(self, name: str, told: Mapping[str, str] = NOTHING, accent: str = "") -> str:
        """The text of a style sheet for pages, which knows what it is told (`layout.declared`)."""
        text = self._text(name)
        return declaring(with_values(text, accent, told), unsaid(text, told), self.where(name))

    def properties(self, accent: str = "", style: str = "print.css") -> Mapping[str, str]:
        """The custom properties of the pages, such as `accent` and `text-face`, for drawings."""
        return values_with(self._text(style), accent, DRAWN)

    def accent_of(self, particulars: Particulars) -> str:
        """The accent of a zine in this layout, "" for the layout's own."""
        return accent_of(particulars, self._text("print.css"))

    def page(self, section: Section, zine: Zine, locators: Locators = UNKNOWN) -> str:
        """The HTML document that a section is typeset from.

        It depends on the section and on the title and language of the zine, and on nothing that
        changes when chapters change places. Where a page of the reading edition begins, as
        `locators` say, it keeps room for the number of that page.
        """
        if section.kind == "centre" and not locators.pages:  # large print has it on one page
            return self._spread(section, zine)
        root = section.body.tree()
        if section.whole and not locators.pages:  # else pages are named, and need not be kept
            root = section.whole.tree()
            put_at_foot(root, section)
            hide(root, section, zine)
        spell_once(root)
        mark_pages(root, section.name, locators, _mark, in_words=True)
        if root.find(f".//span[@class='{FOOT}']") is None:
            put_at_foot(root, section)
        without_feet(root)
        _point_to_next(root, zine.follower(section))
        return self._document(section, zine, self._printable(section, root))

    def _spread(self, section: Section, zine: Zine) -> str:
        """The centre spread, between blank pages of which binding shows those that it needs."""
        said = zine.particulars
        used = [each for each in zine.pictures if each.name in section.body.pictures]
        size = pages(said.page, said.print.paper)
        has_head = "@top-" in self._text("print.css")
        drawn = spread(
            section.body.tree(), size, used, has_head=has_head,
            from_the_right=zine.direction == "rtl",
        )  # fmt: skip
        style = f"<style>{drawn.style}</style>"
        return self._document(section, zine, style + self._printable(section, drawn.root))

    def spelled(self, section: Section) -> Mapping[int, str]:
        """The signs of a section that no face has, with the words that print shows for them."""
        return _spelled(self._missing(section), section.language)

    def _in_margin(self, title: str, language: str) -> str:
        """A title as a running head, with drawings or words for signs that no face has."""
        shown = (drawing or part for part, drawing in parts_of(title, self.fonts))
        return "".join(shown).translate(_spelled(without_face(title, self.fonts), language))

    def frame(self, section: Section, zine: Zine) -> str:
        """The HTML document of an empty page of a section, with its running heads."""
        return self._document(section, zine, "")

    def unit_page(self, section: Section, unit: Unit) -> str:
        """The HTML document of a unit of a section, with a page for each block."""
        printed = [Markup(self._printable(section, parsed(block))) for block in unit.blocks]
        return self._templates.filled("blocks.html", section=section, blocks=printed)

    def _document(self, section: Section, zine: Zine, body: str) -> str:
        title = running_head(self._in_margin(zine.title, zine.language), zine)
        return self._templates.filled(
            "section.html", section=section, zine=zine.facts, body=Markup(body),
            head=running_head(self._in_margin(section.title, section.language), zine),
            zine_head=isolated(title, section.direction),
            size=size_of(zine.title),
        )  # fmt: skip

    def cover(self, zine: Zine, *, words: bool, at: str = "") -> str:
        """The cover, drawn or with a picture, in it or `at` an address; with or without words."""
        authors = words_for(zine.language).listed(zine.particulars.authors)
        properties = self.properties(self.accent_of(zine.particulars))
        if zine.on_cover:
            place = title_at(properties)
            return framed(zine.on_cover, at, zine.title, authors, place, words=words)
        seed = zine.particulars.cover.seed
        values = cover_values(zine.title, authors, properties, words=words, seed=seed)
        drawn = self._templates.filled(COVER, zine=zine.facts, **values)
        return checked_drawing(drawn, self.where(COVER))

    def drawings(self, section: Section, zine: Zine, style: str) -> dict[str, bytes]:
        """What is drawn on the pages of a section in a style, besides its own pictures, by name."""
        drawn: dict[str, bytes] = {}
        if section.kind in ("title-page", "back-cover", "pocket-drawing"):
            own = zine.on_cover if section.kind == "title-page" else None  # else it is seen twice
            shown = replace(zine, on_cover=own)
            drawn[COVER] = self.cover(shown, words=False, at=picture_address(ON_COVER)).encode()
            drawn |= {ON_COVER: own.content} if own else {}
        if "<hr" in (section.whole or section.body).xhtml:
            divider = self.divider(style, self.accent_of(zine.particulars))
            drawn |= {DIVIDER: divider.encode()} if divider else {}
        return drawn

    def divider(self, style: str, accent: str = "") -> str:
        """The drawing between two parts of a text, on pages of a style; "" where it has none."""
        if DIVIDER not in self.texts:
            return ""
        values = self.properties(accent, style)
        drawn = self._templates.filled(
            DIVIDER, properties=values, overprinted=overprinted(values["accent"])
        )
        return checked_drawing(drawn, self.where(DIVIDER))

    def _printable(self, section: Section, root: Element) -> str:
        """A body as HTML, with room for page numbers and words for what no font can show."""
        if unshown := self.unshown(section):
            raise Unprintable(problems_of(unshown, "", section.source or section.name))
        names = self.spelled(section)
        for element in root.iter():
            element.text = _printed(element.text, names)
            element.tail = _printed(element.tail, names)
        speak(root, section.language, words_for(section.language))
        for place in [el for el in root.iter("span") if el.get("data-page-of")]:
            target = place.attrib.pop("data-page-of")
            etree.SubElement(place, "span", {"class": "slot", "data-of": target}).text = FOLIO
        for place in [el for el in root.iter("span") if el.get("data-qr")]:
            _draw_code(place)
        for mark in [el for el in root.iter("span") if el.get("class") == LOCATOR]:
            tie_to_next(mark)
        for reference in [el for el in root.iter("a") if el.get("class") == "noteref"]:
            tie_to_word(reference)
        draw_emoji(root, self.fonts)
        for link in root.iterfind(".//p[@class='part']/a"):
            _wrap(link, "title")  # WeasyPrint forgets a link that is laid out as a flex item
        for link in root.iter("a"):
            if link.get("href", "").startswith("#"):
                link.set("href", address_of(link.get("href", "")[1:]))
        for numbered in root.iter("ol"):
            if start := numbered.attrib.pop("start", ""):
                numbered.set("style", f"counter-reset: list-item {int(start) - 1}")
        let_long_words_break(root)
        for picture in root.iter("img"):
            if not picture.get("src", "").startswith(CODE):
                picture.set("src", picture_address(picture.get("src", "")))
        return "".join(etree.tostring(child, encoding="unicode", method="html") for child in root)


def _mark(page: Page, number: int, is_quiet: bool) -> Element:
    """Room in the margin for the number of a page of the reading edition."""
    mark = etree.Element("span", {"class": LOCATOR})
    etree.SubElement(mark, "span", {"class": "slot", "data-of": f"{BEGINS}{number}"}).text = FOLIO
    return mark


def _draw_code(place: Element) -> None:
    """Put the code of an address where a span keeps its place; whoever typesets it draws it."""
    address = place.attrib.pop("data-qr")
    said = "" if stands_beside(place, address) else "".join(place.itertext())
    place.text = None
    code, style = f"{CODE}{address.encode().hex()}", f"width: {width(address)}mm"
    etree.SubElement(place, "img", {"src": code, "alt": said, "style": style})


def _point_to_next(root: Element, follower: str) -> None:
    """Let the way round a chapter lead to whatever follows it, under a name that never changes."""
    for skip in root.iterfind(".//p[@class='skip']"):
        for element in skip.iter("a", "span"):
            element.attrib.pop("data-title-of", None)
            for key, value in (("href", f"#{follower}"), ("data-page-of", follower)):
                if follower and element.get(key) == value:
                    element.set(key, value.replace(follower, NEXT))


def without_follower(section: Section, zine: Zine) -> str:
    """The XHTML of a section, with the same name for whatever follows it: all that `Layout.page`
    depends on."""
    follower = zine.follower(section)

    def pointed(skip: re.Match[str]) -> str:
        said = TITLE_OF.sub("", skip[0])
        for attribute, sign in (("href", "#"), ("data-page-of", "")):
            said = said.replace(f'{attribute}="{sign}{follower}"', f'{attribute}="{sign}{NEXT}"')
        return said

    said = SKIP.sub(pointed, section.body.xhtml) if follower else section.body.xhtml
    return said + (section.feet.xhtml if section.feet else "")


def _wrap(element: Element, name: str) -> None:
    """Put an element into a span of that class."""
    parent = element.getparent()
    assert parent is not None
    direction = {"dir": element.get("dir", "")} if element.get("dir") else {}
    around = etree.Element("span", {"class": name} | direction)
    around.tail, element.tail = element.tail, None
    parent.replace(element, around)
    around.append(element)


def _printed(text: str | None, names: Mapping[int, str]) -> str | None:
    """Text as print shows it: hyphens that the fonts lack become the one that they have."""
    if not text or text.isascii():
        return text
    return text.translate({0x2010: "-", 0x2011: "-", **names})


def _spelled(missing: Iterable[str], language: str) -> Mapping[int, str]:
    words = words_for(language)
    said = ((ord(letter), spelled(letter)) for letter in missing)
    return {code: words.say("symbol", name=name) for code, name in said if name}


def plain() -> Layout:
    """The layout that comes with Zinewright."""
    return Layout(layouts_folder() / "plain")
