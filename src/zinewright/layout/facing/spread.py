"""The text of a centre spread → two facing pages to typeset, and blank ones around them.

Faces and colours are those of the layout; where things lie is said here, since two halves of a
picture that do not meet are none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from zinewright.body import Element
from zinewright.layout.anchors import picture_address
from zinewright.model import Picture
from zinewright.paper.papers import MM
from zinewright.paper.spreads import BLEED, READY, SpreadPages, SpreadPicture, spread_picture

RULES = 14  # to write on, of a blank page
FEW = 160  # letters of a text, which is set larger than a longer one
SIZE, LINE, WIDE = 9.0, 12.5, 0.52  # of words below a picture, in points, and of a letter in em
STYLE = """
@page centre {{ margin: {top}pt {side}pt {foot}pt; bleed: {bleed} }}
body.centre {{ page: centre; columns: 1 }}
section.centre {{ columns: 1; column-count: 1 }}
.facing {{ position: relative; height: 60pt; break-before: page; break-inside: avoid }}
.facing:first-child {{ break-before: auto }}
.facing h1 {{ position: absolute; left: 0; top: {words}pt; margin: 0; padding: 0; border: 0;
  background: none; transform: none; font-size: {size}pt; line-height: {line}pt; width: {room}pt;
  column-span: none }}
.facing h1::before, .facing h1::after {{ content: none; display: none }}
.facing figure {{ position: static; margin: 0; padding: 0; border: 0 }}
.facing .said {{ position: absolute; left: 0; top: {words}pt; margin: 0; width: {room}pt;
  font-size: {size}pt; line-height: {line}pt; text-align: start }}
.facing .half {{ position: absolute; overflow: hidden }}
.facing .half img {{ position: absolute; max-width: none; max-height: none; margin: 0; border: 0 }}
.facing .poem {{ position: absolute; left: 0; top: {poem}pt; width: {room}pt; margin: 0;
  font-family: var(--title-face, inherit); font-size: {large}pt; line-height: 1.4 }}
.facing .rule {{ height: {gap}pt; border-bottom: 0.75pt solid }}
"""


@dataclass(frozen=True)
class FacingPages:
    """The pages as elements of a section, and the style that they need."""

    root: Element
    style: str


def spread(
    root: Element,
    size: tuple[float, float],
    pictures: Sequence[Picture],
    *,
    has_head: bool = False,
    from_the_right: bool = False,
) -> FacingPages:
    """The body of a centre spread over two pages of a size in points, with its picture, if any.

    With `has_head`, the layout has something in the upper margin of its pages. `from_the_right` is
    for books whose first page of two is the right one. The letters stand in the order of the body.
    """
    title, shown = root[0], root[1]
    caption = next(shown.iter("figcaption"), None)
    words = "" if caption is None else "".join(caption.itertext())
    side, foot, head = 0.128 * size[0], max(0.1 * size[1], 15 * MM), 0.076 * size[1]
    strip = LINE * max(1, math.ceil(len(words) * WIDE * SIZE / (size[0] - 2 * side))) + 6
    at = SpreadPages(size, side, foot + strip, head if has_head else 0.0)
    first, second = _facing(title), _facing()
    if pictures:
        lies = spread_picture(at, pictures[0].width, pictures[0].height)
        halves = (size[0], 0.0) if from_the_right else (0.0, size[0])
        first.append(_seen(shown, lies, (side, head), size, halves[0]))
        second.append(_hidden(pictures[0], lies, (side, head), size, halves[1]))
        if caption is not None:
            caption.tag = "p"
            caption.set("class", "said")
            second.append(caption)
    else:
        for page, part in zip((first, second), _halves(shown), strict=True):
            page.append(part)
    made = etree.Element("div")
    made.extend([*_blank(), first, second, *_blank()])
    is_short = len("".join(shown.itertext())) <= FEW
    values = {
        "top": head, "side": side, "foot": foot, "size": SIZE, "line": LINE,
        "room": size[0] - 2 * side, "words": size[1] - foot - head - strip + 4,
        "poem": 0.22 * size[1], "large": size[0] * (0.055 if is_short else 0.036),
        "gap": (size[1] - head - foot) / (RULES + 1),
    }  # fmt: skip
    said = {name: f"{value:.3f}" for name, value in values.items()}
    return FacingPages(made, STYLE.format(**said, bleed=f"{BLEED:.3f}pt" if pictures else "0pt"))


def _facing(*parts: Element) -> Element:
    page = etree.Element("div", {"class": "facing"})
    page.extend(parts)
    return page


def _blank() -> Iterator[Element]:
    """Pages with rules to write on, of which binding shows those that it needs."""
    for _ in range(READY):
        page = _facing()
        for _ in range(RULES):
            etree.SubElement(page, "div", {"class": "rule"})
        yield page


def _window(
    lies: SpreadPicture, inside: tuple[float, float], size: tuple[float, float]
) -> dict[str, str]:
    """What is seen of a picture on one page, which text begins so far inside of."""
    left, top = -BLEED - inside[0], lies.window[0] - inside[1]
    width, height = size[0] + 2 * BLEED, lies.window[1]
    style = f"left: {left:.3f}pt; top: {top:.3f}pt; width: {width:.3f}pt; height: {height:.3f}pt"
    return {"class": "half", "style": style}


def _seen(
    figure: Element,
    lies: SpreadPicture,
    inside: tuple[float, float],
    size: tuple[float, float],
    before: float,
) -> Element:
    """The half that has the picture's words: those who hear it meet it once, and whole."""
    picture = next(figure.iter("img"))
    held = etree.Element("figure", dict(figure.attrib))
    window = etree.SubElement(held, "div", _window(lies, inside, size))
    left, top = lies.left - before + BLEED, lies.top - lies.window[0]
    shown = etree.SubElement(window, "img", dict(picture.attrib))
    shown.set(
        "style",
        f"left: {left:.3f}pt; top: {top:.3f}pt; width: {lies.width:.3f}pt; "
        f"height: {lies.height:.3f}pt",
    )
    return held


def _hidden(
    picture: Picture,
    lies: SpreadPicture,
    inside: tuple[float, float],
    size: tuple[float, float],
    before: float,
) -> Element:
    """The other half, a ground that no voice meets."""
    window = _window(lies, inside, size)
    left, top = lies.left - before + BLEED, lies.top - lies.window[0]
    window["style"] += (
        f'; background: url("{picture_address(picture.name)}") {left:.3f}pt {top:.3f}pt / '
        f"{lies.width:.3f}pt {lies.height:.3f}pt no-repeat"
    )
    return etree.Element("div", window)


def _halves(poem: Element) -> tuple[Element, Element]:
    """A text of lines in two parts of about as many: between two stanzas, or else within one."""
    stanzas = list(poem)
    lines = [len(list(stanza.iter("span"))) for stanza in stanzas]
    first, second = (etree.Element("section", dict(poem.attrib)) for _ in range(2))
    if len(stanzas) > 1:
        far = [abs(2 * sum(lines[:at]) - sum(lines)) for at in range(1, len(stanzas))]
        at = 1 + far.index(min(far))
        first.extend(stanzas[:at])
        second.extend(stanzas[at:])
        return first, second
    spans = list(stanzas[0].iter("span"))
    at = -(-len(spans) // 2)
    for part, held in ((first, spans[:at]), (second, spans[at:])):
        paragraph = etree.SubElement(part, "p")
        for number, line in enumerate(held):
            if number:
                etree.SubElement(paragraph, "br")
            line.tail = None
            paragraph.append(line)
    return first, second
