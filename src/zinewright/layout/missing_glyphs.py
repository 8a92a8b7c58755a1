"""A zine → the letters in it that no face shows, by file and line, and what helps.

They stop the editions on paper, which would show an empty box, and no other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from zinewright.layout.fallback_fonts import CJK, has_cjk
from zinewright.manuscript.folder import RESOURCES, Manuscript
from zinewright.manuscript.recipe import RECIPE
from zinewright.model import Section
from zinewright.problems import Problem, by_place

MOST_NAMED, MOST_LINES = 24, 5
HAN = "Chinese, Japanese and Korean"
HAN_BEGIN = (
    "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "BOPOMOFO", "HALFWIDTH", "FULLWIDTH",
    "KANGXI",
)  # fmt: skip
"""How the Unicode names of letters begin that the extra `cjk` shows."""


def unshown_in(
    found: Sequence[tuple[Section, tuple[str, ...]]], manuscript: Manuscript
) -> tuple[Problem, ...]:
    """What keeps sections from being printed, by the files in which people wrote it.

    Each section comes with its letters that no face shows.
    """
    if not any(letters for _, letters in found):
        return ()
    common = {letter for section, letters in found if not section.source for letter in letters}
    problems: list[Problem] = []
    told: set[str] = set()
    for where, text in _texts(manuscript).items():
        own = {
            letter for section, letters in found if section.source == where for letter in letters
        }
        here = sorted((own | common) & set(text))
        told |= set(here)
        problems += problems_of(here, text, where)
    for section, letters in found:
        left = [letter for letter in letters if letter not in told]
        told |= set(left)
        problems += problems_of(left, "", section.source or section.title)
    return by_place(problems)


def problems_of(letters: Iterable[str], text: str, where: str) -> Iterator[Problem]:
    """What is said of letters without a face, of each script apart, with their lines in a text."""
    by_script: dict[str, list[str]] = {}
    for letter in letters:
        by_script.setdefault(_script(letter), []).append(letter)
    for script, found in by_script.items():
        lines = _lines_of(found, text)
        first = min((numbers[0] for numbers in lines.values() if numbers), default=None)
        named = [_named(letter, lines[letter]) for letter in found[:MOST_NAMED]]
        more = f" and {len(found) - len(named)} more" if len(found) > len(named) else ""
        what = f"no font here shows {', '.join(named)}{more}, so this cannot be printed"
        yield Problem(where, first, "glyphs", what, _remedy(script))


def _texts(manuscript: Manuscript) -> Mapping[str, str]:
    """The files that people wrote, as they stand, by their names."""
    folder = manuscript.folder
    names = [post.where for post in manuscript.posts]
    names += [str(folder / name) for name in (RECIPE, RESOURCES) if (folder / name).is_file()]
    return {name: Path(name).read_bytes().decode("utf-8", "replace") for name in names}


def _lines_of(letters: Iterable[str], text: str) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {letter: [] for letter in letters}
    for number, line in enumerate(text.splitlines(), 1):
        for letter in set(line) & found.keys():
            found[letter].append(number)
    return found


def _named(letter: str, lines: list[int]) -> str:
    """A letter with its code point, its name, and the lines in which it stands."""
    name = unicodedata.name(letter, "no letter that is known by name")
    code = f"U+{ord(letter):04X}"
    said = code if code.removeprefix("U+") in name else f"{code} {name}"
    shown = ", ".join(map(str, lines[:MOST_LINES])) + (" …" if len(lines) > MOST_LINES else "")
    place = f", line{'s' * (len(lines) > 1)} {shown}" if lines else ""
    return f"“{letter}” ({said}{place})"


def _script(letter: str) -> str:
    """The script of a letter, by the first word of its name."""
    name = unicodedata.name(letter, "")
    return HAN if name.startswith(HAN_BEGIN) else name.partition(" ")[0]


def _remedy(script: str) -> str:
    if script != HAN or has_cjk():
        return "Write it with other letters, or add a font that has them to layout.toml"
    packages = " ".join(spec.partition(":")[0].replace("_", "-") for spec in CJK)
    is_checkout = not (Path(__file__).parents[1] / "_layouts").is_dir()
    command = (
        f".venv/bin/pip install {packages}" if is_checkout else "pip install 'zinewright[cjk]'"
    )
    return f"Install the letters of {HAN}: {command}"
