"""A style sheet → its custom properties, what its text is coloured in, and an accent in its place.

The things that people change first stand at the head of a style, in `:root { --accent: … }`, and
once more in an `@media` for whoever reads in other colours, such as light on dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from zinewright.paper.contrast import (
    LEAST,
    WHITE,
    Colour,
    colour_of,
    contrast,
    readable,
    written,
)
from zinewright.paper.inks import INKS, lightness, rgb_of
from zinewright.particulars import Particulars

ACCENT, PAPER, ON = "accent", "paper", "on-"
ROOT = ":root"
FACES = ("text-face", "title-face")
DEEPEST = 20  # properties that name one another, and rules in rules
LONGEST = 500  # letters of a value that stands in for its name
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
HEAD = re.compile(r":root\s*\{([^{}]*)\}")
DECLARED = re.compile(r"--([\w-]+)\s*:([^;]*)(?:;|\Z)")
SET = re.compile(r"--([\w-]+)\s*:")
SPACES = re.compile(r"\b((?:ok)?l(?:ab|ch)|color|device-cmyk)\(")
ASKED = re.compile(r"var\(\s*--([\w-]+)")
VAR = re.compile(r"var\(\s*--([\w-]+)\s*\)")
LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(mm|cm|in|pt|px)")
MARGIN = re.compile(r"^margin-|-margin$")
WIDTH = "page-width"
NOTHING: Mapping[str, str] = MappingProxyType({})
Node = Any  # a node of tinycss2, which has no types


@dataclass(frozen=True)
class Property:
    """A custom property without its dashes: what is written for it, in which line, in which
    `@media` ("" for all).
    """

    name: str
    value: str
    line: int
    media: str = ""


@dataclass(frozen=True)
class StyleSheet:
    """What a style says of colours: its custom properties, and the names of those that text has.

    `asked` are those that it asks for, with the lines, and nothing stands in for; `spaces` are the
    lines with colours of other spaces than sRGB, and `slips` what is no CSS in it.
    """

    properties: tuple[Property, ...]
    of_text: frozenset[str]
    asked: tuple[tuple[int, str], ...]
    spaces: tuple[tuple[int, str], ...]
    slips: tuple[tuple[int, str], ...]

    @property
    def media(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(("", *(each.media for each in self.properties))))

    def known_in(self, media: str) -> dict[str, Property]:
        """The properties that hold where an `@media` does."""
        return {p.name: p for wanted in ("", media) for p in self.properties if p.media == wanted}


@dataclass(frozen=True)
class Faint:
    """A property whose colour stands out too little from that of another, and the nearest that
    would do.
    """

    property: Property
    ratio: float
    behind: str
    nearest: str


def read_style(style: str) -> StyleSheet:
    """Read a style sheet."""
    import tinycss2  # for new layouts and for accents, and no sooner

    properties: list[Property] = []
    slips: list[tuple[int, str]] = []
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    of_text, asked, spaces = set[str](), list[tuple[int, str]](), list[tuple[int, str]]()
    for rule, media in _rules(rules, "", slips):
        names = tinycss2.serialize(rule.prelude).strip()
        for declared in _declarations(rule.content, slips):
            value = tinycss2.serialize(declared.value).strip()
            spaces += [(declared.source_line, said) for said in SPACES.findall(value)]
            asked += [(declared.source_line, name) for name in VAR.findall(value)]
            if declared.name.startswith("--") and names == ROOT:
                line = declared.source_line
                properties.append(Property(declared.name[2:], value, line, media))
            elif declared.lower_name == "color":
                of_text.update(ASKED.findall(value))
    told = tuple(sorted(set(slips)))
    return StyleSheet(tuple(properties), frozenset(of_text), tuple(asked), tuple(spaces), told)


def faint(sheet: StyleSheet) -> Iterator[Faint]:
    """Colours of text that stand out too little from what they stand on.

    That is `--paper`, white where nothing is said; `--on-frame` stands on `--frame`.
    """
    told: set[Property] = set()
    for media in sheet.media:
        known = sheet.known_in(media)
        for name in sorted(sheet.of_text & set(known)):
            colour = _colour(name, known)
            behind = name.removeprefix(ON) if name.startswith(ON) else PAPER
            paper = _colour(behind, known) or WHITE
            if colour is None or known[name] in told or contrast(colour, paper) >= LEAST:
                continue
            if sheet.of_text & set(VAR.findall(known[name].value)):  # of which it is said
                continue
            told.add(known[name])
            better = written(readable(colour, paper))
            yield Faint(known[name], contrast(colour, paper), behind, better)


def with_accent(style: str, accent: str) -> str:
    """A style in which a colour stands for `--accent`, where it has one.

    On a paper on which it would be faint, such as that of dark screens, stands the nearest that is
    not; where the style has `--on-accent`, the nearest on which text in that can be read.
    """
    colour = colour_of(accent)
    if colour is None:
        return style
    sheet = read_style(style)
    if ACCENT not in {each.name for each in sheet.properties}:
        return style
    said = [_accent_in(media, colour, sheet) for media in sheet.media]
    return style.rstrip("\n") + "\n" + "".join(said)


def with_values(style: str, accent: str = "", told: Mapping[str, str] = NOTHING) -> str:
    """A style for pages in which the values of its head stand for the properties that ask for them.

    WeasyPrint 70 looks each of them up anew for every element, which makes pages a third slower,
    and says nothing of a wrong value before an element has it. What is set again further down, as
    for other scripts, is left to it. Lines keep their numbers.

    What the style is `told` takes the place of its own value. On pages that are narrower than it
    was drawn for, its margins are as much narrower.
    """
    head = HEAD.search(style)
    again = set(SET.findall(COMMENT.sub("", style[head.end() :]))) if head else set()
    known = {
        name: said
        for name, said in values_of(style, told).items()
        if name not in again and len(said) < LONGEST
    }
    if accent and ACCENT in known:
        known |= _accented(known, accent)
    elif accent:
        style = with_accent(style, accent)

    def stands_in(asked: re.Match[str]) -> str:
        return known.get(asked[1], asked[0])

    return VAR.sub(stands_in, style)


def values_with(style: str, accent: str, otherwise: Mapping[str, str]) -> Mapping[str, str]:
    """The values of a style with a zine's accent, `otherwise` where it says nothing."""
    known = {**otherwise, **values_of(style)}
    return _accented(known, accent) if accent and ACCENT in known else known


def _accented(values: Mapping[str, str], accent: str) -> Mapping[str, str]:
    """The values of a style with a zine's accent, as it can be read on the paper; or, where it is
    a ground, as what stands `--on-accent` can be read on it.
    """
    colour, beside = colour_of(accent), values.get(ON + ACCENT) or values.get(PAPER, "")
    stands_in = written(readable(colour, _parsed(beside) or WHITE)) if colour else accent
    return {**values, ACCENT: stands_in}


def accent_of(particulars: Particulars, style: str) -> str:
    """The accent of a zine in a layout with that style for pages, "" for the layout's own.

    Where it is a ground, and the zine names none and is printed in several inks of a riso, it is
    the lightest of these.
    """
    printed = particulars.print
    is_riso = printed.ink == "riso" and len(printed.inks) > 1
    if particulars.accent or not is_riso or ON + ACCENT not in values_of(style):
        return particulars.accent
    return INKS[max(printed.inks, key=lambda ink: lightness(rgb_of(ink)))]


def values_of(style: str, told: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """The custom properties in the first `:root` of a style, by their names, without `var()`.

    What it is `told` takes the place of its own value.
    """
    own = _head_of(style)
    known = own | {name: said for name, said in told.items() if name in own}
    share = _share(own.get(WIDTH, ""), known.get(WIDTH, ""))
    known |= {name: _scaled(said, share) for name, said in own.items() if MARGIN.search(name)}
    return {name: " ".join(_plain(value, known).split()) for name, value in known.items()}


def unsaid(style: str, told: Mapping[str, str]) -> dict[str, str]:
    """What a style is told, and does not have in its first `:root`."""
    own = _head_of(style)
    return {name: said for name, said in told.items() if name not in own}


def _head_of(style: str) -> dict[str, str]:
    head = HEAD.search(COMMENT.sub("", style))
    return dict(DECLARED.findall(head[1])) if head else {}


def _share(own: str, told: str) -> float:
    """How much of the width that a style was drawn for its pages have, at most all of it."""
    drawn_for, now = LENGTH.fullmatch(own.strip()), LENGTH.fullmatch(told.strip())
    if not drawn_for or not now or drawn_for[2] != now[2] or not float(drawn_for[1]):
        return 1.0
    return min(1.0, float(now[1]) / float(drawn_for[1]))


def _scaled(said: str, share: float) -> str:
    found = LENGTH.fullmatch(said.strip())
    return f"{float(found[1]) * share:.3f}{found[2]}" if found and share < 1 else said


def faces_in(values: Mapping[str, str]) -> tuple[str, ...]:
    """The families that a style sets its text and its titles in, each once."""
    named = (values.get(name, "").partition(",")[0] for name in FACES)
    return tuple(dict.fromkeys(face.strip(" \"'") for face in named if face.strip()))


def _accent_in(media: str, colour: Colour, sheet: StyleSheet) -> str:
    known = sheet.known_in(media)
    if media and not {ACCENT, PAPER} & {p.name for p in sheet.properties if p.media == media}:
        return ""
    beside = _colour(ON + ACCENT, known) or _colour(PAPER, known) or WHITE
    stands_in = written(readable(colour, beside))
    rule = f":root{{--{ACCENT}:{stands_in}}}"
    return f"@media {media}{{{rule}}}\n" if media else f"{rule}\n"


def _rules(
    rules: Sequence[Node], media: str, slips: list[tuple[int, str]], depth: int = 0
) -> Iterator[tuple[Node, str]]:
    """Every rule with a block, each with the `@media` in which it stands."""
    import tinycss2

    for rule in rules:
        if rule.type == "error":
            slips.append((rule.source_line, rule.message))
        elif rule.type == "qualified-rule":
            slips += [(t.source_line, t.message) for t in rule.prelude if t.type == "error"]
            yield rule, media
        elif rule.type == "at-rule" and rule.content is not None and depth < DEEPEST:
            if rule.lower_at_keyword not in ("media", "supports"):
                yield rule, media
                continue
            said = tinycss2.serialize(rule.prelude).strip()
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from _rules(inner, said if not media else f"{media} and {said}", slips, depth + 1)


def _declarations(
    content: Sequence[Node], slips: list[tuple[int, str]], depth: int = 0
) -> Iterator[Node]:
    """What a block declares, and the blocks in it, such as the boxes in the margin of a page."""
    import tinycss2

    for each in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if each.type == "error":
            slips.append((each.source_line, each.message))
        elif each.type == "declaration":
            yield each
        elif each.content is not None and depth < DEEPEST:
            yield from _declarations(each.content, slips, depth + 1)


def _plain(value: str, known: Mapping[str, str]) -> str:
    """A value, with what it asks for in its place."""
    for _ in range(DEEPEST):
        value = VAR.sub(lambda asked: known.get(asked[1], ""), value)[:LONGEST]
    return value


def _colour(name: str, known: Mapping[str, Property]) -> Colour | None:
    """The colour of a property, None where it is none, or lets through what lies behind."""
    values = {each: found.value for each, found in known.items()}
    return _parsed(_plain(values[name], values)) if name in values else None


def _parsed(value: str) -> Colour | None:
    from tinycss2.color4 import parse_color

    found = parse_color(value)
    if found is None or isinstance(found, str) or found.alpha < 1:
        return None
    try:
        red, green, blue = found.to("srgb").coordinates
    except NotImplementedError:  # tinycss2 does not turn colours of other spaces into sRGB
        return None
    return _bounded(red), _bounded(green), _bounded(blue)


def _bounded(part: float) -> float:
    return min(1.0, max(0.0, part))
