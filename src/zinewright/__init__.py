"""Zinewright turns blog posts into zines that everyone can read.

read ─▶ assemble ─▶ build ─▶ release ─▶ impose

Nothing is loaded before it is asked for: each name comes from its module at its first use.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zinewright.editions import EDITIONS
    from zinewright.limits import own_process
    from zinewright.manuscript.folder import Manuscript
    from zinewright.model import Zine
    from zinewright.paper.folds import FOLDS
    from zinewright.paper.folds.paper import Wish
    from zinewright.paper.papers import PAPERS
    from zinewright.press.build import Built, Prepared
    from zinewright.press.executors import Inline
    from zinewright.press.flow import assemble, build, impose, read, release
    from zinewright.press.jobs import Press
    from zinewright.problems import Problem, ZineError
    from zinewright.sheets.geometry import Setup
    from zinewright.sheets.impose import Printed, Printing

__version__ = "0.1.0"
__all__ = [
    "read", "assemble", "build", "release", "impose",
    "Manuscript", "Prepared", "Zine", "Built", "Printed",
    "Press", "Inline", "own_process",
    "EDITIONS", "FOLDS", "PAPERS", "Setup", "Wish", "Printing",
    "Problem", "ZineError",
]  # fmt: skip
_MODULES = {
    "assemble": "press.flow",
    "build": "press.flow",
    "impose": "press.flow",
    "read": "press.flow",
    "release": "press.flow",
    "Built": "press.build",
    "EDITIONS": "editions",
    "FOLDS": "paper.folds",
    "Inline": "press.executors",
    "Manuscript": "manuscript.folder",
    "PAPERS": "paper.papers",
    "Prepared": "press.build",
    "Press": "press.jobs",
    "Printed": "sheets.impose",
    "Printing": "sheets.impose",
    "Problem": "problems",
    "Setup": "sheets.geometry",
    "Wish": "paper.folds.paper",
    "Zine": "model",
    "ZineError": "problems",
    "own_process": "limits",
}


def __getattr__(name: str) -> object:
    """A name of the flow, from the module that holds it (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])


class _Package(ModuleType):
    """This package, in which `assemble` stays the function, whoever imports the folder."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in _MODULES):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
