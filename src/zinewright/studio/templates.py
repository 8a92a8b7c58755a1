"""A page of the studio and values → HTML. The pages are ours; what stands in them is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from zinewright.problems import Problem

PAGES = Path(__file__).parent / "pages"


def rendered(name: str, values: Mapping[str, object]) -> str:
    """A page, with values in its places."""
    return _environment().get_template(name).render(values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["counted"] = counted
    environment.filters["file"] = file_of_problem
    return environment


def file_of_problem(problem: Problem) -> str:
    """The name of the file that is wrong, "" where it is none of those that people write."""
    name = Path(problem.where).name
    return name if name.endswith((".toml", ".md")) else ""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 word", "1,200 words"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
