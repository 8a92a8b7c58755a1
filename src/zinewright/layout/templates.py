"""A template of a layout and values → text. A template may come from a stranger.

It runs in Jinja’s sandbox, sees no files but those of its layout, and calls nothing but what is
known here to be short: what multiplies is bounded or left out. Around it there is a limit of time
and memory all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import DictLoader, StrictUndefined, TemplateError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Macro, Undefined, markup_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from zinewright.limits import TooMuch, limited
from zinewright.problems import Problem, ZineError, shown

T = TypeVar("T")
SECONDS, MEGABYTES = 5.0, 300  # a page takes a thousandth of both
LONGEST, MOST, LARGEST = 20_000_000, 100_000, 10**15  # letters, items of a list, a number
FIX = "Correct the layout, or take the one that comes with Zinewright"
KNOWN_FILTERS = (
    "abs attr capitalize count d default dictsort e escape first float forceescape groupby int "
    "items last length list lower map max min reject rejectattr reverse safe select "
    "selectattr sort string title trim truncate unique upper wordcount xmlattr"
).split()
METHODS = {
    str: frozenset(
        "capitalize casefold count endswith find index isalnum isalpha isdigit islower isspace "
        "istitle isupper lower lstrip partition removeprefix removesuffix rfind rindex rpartition "
        "rsplit rstrip split splitlines startswith strip swapcase title upper".split()
    ),
    dict: frozenset("get items keys values".split()),
    list: frozenset("count index".split()),
    tuple: frozenset("count index".split()),
    int: frozenset(),
}


class _TooLarge(Exception):
    """A value that no page needs."""


class _Bounded(CodeGenerator):
    """What “~” joins is measured before it is joined, and lists of lists before they are used:
    one that holds the same list twice, and so on, is compared without end.
    """

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        self._weighed(super().visit_Tuple, node, frame, node.ctx == "load")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        self._weighed(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self._weighed(super().visit_Dict, node, frame)

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:
        if node.name in ("varargs", "kwargs"):
            self.fail(f"“{node.name}” is not known in layouts", node.lineno)
        super().visit_Name(node, frame)

    def _weighed(
        self, visit: Callable[..., None], node: nodes.Node, frame: Frame, is_read: bool = True
    ) -> None:
        self.write("environment.weighed(" if is_read else "")
        visit(node, frame)
        self.write(")" if is_read else "")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")


class _Sandbox(SandboxedEnvironment):
    code_generator_class = _Bounded
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined)
        self.filters = {name: FILTERS[name] for name in KNOWN_FILTERS} | {
            "join": _join, "replace": _replace, "indent": _indent, "sum": _sum, "round": _round,
        }  # fmt: skip
        self.globals = {"range": _range, "namespace": Namespace}

    def joined(self, parts: tuple[object, ...]) -> str:
        _measure(sum(len(part) if isinstance(part, str) else 20 for part in parts))
        return markup_join(parts)

    def weighed(self, made: T) -> T:
        _weight(made, {})
        return made

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        return _bounded(super().call_binop, context, operator, left, right)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        is_tree = type(obj).__module__.partition(".")[0] == "lxml"  # which reads and writes files
        return not is_tree and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: object) -> bool:
        if isinstance(obj, Macro | LoopContext | Undefined) or obj is _range or obj is Namespace:
            return True
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(owner, LoopContext):
            return name in ("cycle", "changed")
        return any(isinstance(owner, kind) and name in known for kind, known in METHODS.items())


class Templates:
    """The templates of a layout: `texts` by their names, of the files in `folder`."""

    def __init__(self, folder: Path, texts: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = _Sandbox(texts)

    def filled(self, name: str, **values: object) -> str:
        """A template with values in its places. Raises `ZineError`, with its line where known."""
        try:
            with limited(SECONDS, MEGABYTES):
                template = self.environment.get_template(name)
                return "".join(_measured(template.generate(**values)))
        except TooMuch as error:
            raise self._wrong(name, None, str(error)) from None
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            raise self._wrong(name, line, error.message or type(error).__name__) from None
        except Exception as error:  # whatever it is, it comes from what the template does
            raise self._wrong(name, None, str(error) or type(error).__name__) from None

    def _wrong(self, name: str, line: int | None, why: str) -> ZineError:
        what = f"the template cannot be filled: {shown(why)}"
        return ZineError([Problem(str(self.folder / name), line, "layout", what, FIX)])


def _measured(pieces: Iterable[str]) -> Iterable[str]:
    length = 0
    for piece in pieces:
        length += len(piece)
        _measure(length)
        yield piece


def _measure(length: int, most: int = LONGEST) -> None:
    if length > most:
        raise _TooLarge(f"it makes more than {most:,} letters or items")


def _bounded(
    operate: Callable[[Context, str, object, object], object],
    context: Context,
    operator: str,
    left: Any,  # what a template has, whatever it is
    right: Any,  # and this
) -> object:
    """A sum, a product and so on, where numbers remain numbers of a page and texts short."""
    numbers = isinstance(left, int | float) and isinstance(right, int | float)
    if not numbers and operator != "+":
        raise _TooLarge(f"“{operator}” is for numbers alone")
    if not numbers:
        _measure(len(left) + len(right), LONGEST if isinstance(left, str) else MOST)
    elif max(abs(left), abs(right)) > LARGEST or (operator == "**" and abs(right) > 9):
        raise _TooLarge("the numbers are too large")
    return operate(context, operator, left, right)


def _weight(value: object, known: dict[int, int]) -> int:
    """How many items a list holds, with those in its lists, each as often as it stands there."""
    if not isinstance(value, list | tuple | dict):
        return 1
    if id(value) not in known:
        items = [*value, *value.values()] if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(_weight(item, known) for item in items)
    if known[id(value)] > MOST:
        raise _TooLarge(f"a list holds more than {MOST:,} items")
    return known[id(value)]


# --- what multiplies


def _range(*bounds: int) -> range:
    made = range(*bounds)
    if len(made) > MOST:
        raise _TooLarge(f"the range has more than {MOST:,} numbers")
    return made


def _join(items: Iterable[object], between: str = "", attribute: None = None) -> str:
    parts = [part if isinstance(part, str) else str(part) for part in items]
    _measure(sum(map(len, parts)) + len(parts) * len(between))
    return Markup(Markup(between).join(parts)) if parts else ""


def _replace(text: str, old: str, new: str) -> str:
    _measure(len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def _indent(text: str, width: int = 4, first: bool = False) -> str:
    _measure(len(text) + (1 + text.count("\n")) * width)
    return (" " * width if first else "") + text.replace("\n", "\n" + " " * width)


def _sum(numbers: Iterable[float]) -> float:
    found = list(numbers)
    if not all(isinstance(number, int | float) for number in found):
        raise _TooLarge("“sum” is for numbers alone")
    return sum(found)


def _round(number: float, digits: int = 0) -> float:
    return round(number, max(-9, min(9, digits)))
