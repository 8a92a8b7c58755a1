"""A section → its piece of an edition without pages, with room for the numbers of pages.

When chapters change places, the numbers of the reading edition's pages change in every piece, and
nothing else does. So a piece is made with signs in their place, kept, and the signs are filled in.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zinewright.locators import Locators
from zinewright.model import FIRST, Section, Zine
from zinewright.sealed import Keep

DIGITS = 20  # of a sign that stands for a number; no number of a page has as many
SIGN = re.compile(rf"(?<![0-9])[0-9]{{{DIGITS}}}(?![0-9])")
WIDE_SIGN = re.compile("[\ue000-\uf7fe]\uf8ff*")
MOST_WIDE = 0xF7FF - 0xE000
TITLE_OF = re.compile(r' data-title-of="([^"]*)"')


@dataclass(frozen=True)
class _Signs:
    """Pages whose numbers are `signs`, each of which stands for a label."""

    locators: Locators
    signs: Mapping[str, str] = field(default_factory=dict)

    def filled(self, text: str, sign: re.Pattern[str]) -> str:
        return sign.sub(lambda found: self.signs.get(found[0], found[0]), text)


def piece(
    code: str,
    zine: Zine,
    section: Section,
    locators: Locators,
    asked: object,
    made: Callable[[Locators], str],
    keep: Keep,
    *,
    in_lines: bool = False,
) -> str:
    """What `made` makes of a section with these locators, or made of it before.

    `code` names its function and `asked` holds all that it depends on besides the section, what
    that links to and the pages, as a `Keep` has them. Where a text is broken `in_lines`, a sign is
    as long as its label, and no character of its own kind may stand in the text.
    """
    targets = _targets(zine, section)
    if not _have_room(zine, section, targets, locators, in_lines=in_lines):
        return made(locators)
    names = _wide_signs() if in_lines else _signs_of(section.name)
    signs = _signs(section, targets, locators, names)
    pages = [
        (page.letters, len(page.label) if in_lines else 0)
        for page in locators.pages.get(section.name, ())
    ]
    named = [
        (target, len(locators.labels[target]) if in_lines else 0)
        for target in targets
        if target in locators.labels
    ]
    spelled = sorted(locators.spelled.get(section.name, {}).items())
    every = (section.digest, _led_to(zine, section), pages, named, spelled, asked)
    text = keep(code, every, str, lambda: made(signs.locators))
    return signs.filled(text, WIDE_SIGN if in_lines else SIGN)


def _have_room(
    zine: Zine, section: Section, targets: Sequence[str], locators: Locators, *, in_lines: bool
) -> bool:
    """Whether signs can stand for numbers: they must not occur in the text, and signs must be
    taken for no letters of another direction.
    """
    text = section.title + section.body.xhtml
    labels = [page.label for page in locators.pages.get(section.name, ())]
    labels += [locators.labels[each] for each in targets if each in locators.labels]
    if not all(label.isascii() and label.isalnum() for label in labels):
        return False
    if zine.direction == "rtl" or section.direction == "rtl":
        return not in_lines and all(map(str.isdecimal, labels)) and not SIGN.search(text)
    if in_lines:
        return len(labels) < MOST_WIDE and not re.search("[\ue000-\uf8ff]", text)
    return not SIGN.search(text)


def _targets(zine: Zine, section: Section) -> tuple[str, ...]:
    """The ids that a section leads to, or names the pages of, each once."""
    first = zine.section_of[FIRST].name if FIRST in section.body.targets else ""
    return tuple(dict.fromkeys(first if each == FIRST else each for each in section.body.targets))


def _led_to(zine: Zine, section: Section) -> list[tuple[str, str, str]]:
    """Every place that a section leads to or names, with the name and title of the section."""
    targets = (*section.body.targets, *TITLE_OF.findall(section.body.xhtml))
    found = [(each, zine.section_of[each]) for each in dict.fromkeys(targets)]
    return [(target, there.name, there.title) for target, there in found]


def _signs(
    section: Section, targets: Sequence[str], locators: Locators, signs: Iterator[str]
) -> _Signs:
    """The same pages with signs for labels, as far as the section shows any."""
    labels: dict[str, str] = {}

    def sign(label: str) -> str:
        made = next(signs).ljust(len(label), "\uf8ff")
        labels[made] = label
        return made

    pages = tuple(
        replace(page, label=sign(page.label)) for page in locators.pages.get(section.name, ())
    )
    shown = {
        target: sign(locators.labels[target]) for target in targets if target in locators.labels
    }
    held = {section.name: pages} if section.name in locators.pages else {}
    return _Signs(Locators(held, shown, locators.spelled, locators.source), labels)


def _signs_of(name: str) -> Iterator[str]:
    """Signs of digits alone, which every way of writing an id or a text leaves as they are."""
    for number in itertools.count():
        digest = hashlib.sha256(f"{number} {name}".encode()).digest()
        yield f"{int.from_bytes(digest):0{DIGITS}d}"[-DIGITS:]


def _wide_signs() -> Iterator[str]:
    """Signs of one character for private use, which no text of the section has."""
    yield from map(chr, range(0xE000, 0xF7FF))
