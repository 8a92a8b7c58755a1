"""A page of the studio and values → HTML. The pages are ours; what stands in them is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from jinja2 import DictLoader, Environment, StrictUndefined

from zinewright.problems import Problem

PAGES = "pages/*.html"
MENDED_HERE = {
    "notes-review": "Read it in Notes, and say who has read it",
    "notes-waiting": "Decide on each in Notes",
    "notes": "Say it in Notes",
    "summary": "Write it in Notes",
    "no-support": "Choose some in Support",
    "resource-unchecked": "Compare it with its page, in Support",
}
"""What mends a problem in the rooms, where the program names a command of the terminal."""


class Mendable(Protocol):
    """What is wrong somewhere, and what mends it."""

    @property
    def rule(self) -> str: ...
    @property
    def fix(self) -> str: ...


def rendered(name: str, values: Mapping[str, object]) -> str:
    """A page, with values in its places."""
    return _environment().get_template(name).render(values)


def _texts() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in Path(__file__).parent.glob(PAGES)}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=DictLoader(_texts()), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"counted": counted, "mended": mended, "file": file_of_problem}
    return environment


def file_of_problem(problem: Problem) -> str:
    """The name of the file that is wrong, "" where it is none of those that people write."""
    name = Path(problem.where).name
    return name if name.endswith((".toml", ".md")) else ""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 word", "1,200 words"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def mended(thing: Mendable) -> str:
    """What mends a problem, in words of the rooms; "" where it names a command alone."""
    if "zine " in thing.fix and thing.rule in MENDED_HERE:
        return MENDED_HERE[thing.rule]
    return "" if re.search(r"\bzine [a-z]+ [A-Za-z-]|: zine ", thing.fix) else thing.fix
