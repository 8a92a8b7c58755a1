"""A template of a layout and values → text. A template may come from a stranger.

It runs in Jinja’s sandbox, sees no file outside of its folder, and is stopped where it takes too
long or too much.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from zinewright.limits import TooMuch, limited
from zinewright.problems import Problem, ZineError

SECONDS, MEGABYTES = 20.0, 2_000  # a page takes a thousandth of both
FIX = "Correct the layout, or take the one that comes with Zinewright"


class Templates:
    """The templates of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = SandboxedEnvironment(
            loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined
        )

    def filled(self, name: str, **values: object) -> str:
        """A template with values in its places. Raises `ZineError`, with its line where known."""
        try:
            with limited(SECONDS, MEGABYTES):
                return self.environment.get_template(name).render(**values)
        except TooMuch as error:
            raise self._wrong(name, None, str(error)) from None
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            raise self._wrong(name, line, error.message or type(error).__name__) from None
        except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
            raise self._wrong(name, None, str(error)) from None

    def _wrong(self, name: str, line: int | None, why: str) -> ZineError:
        what = f"the template cannot be filled: {why}"
        return ZineError([Problem(str(self.folder / name), line, "layout", what, FIX)])
