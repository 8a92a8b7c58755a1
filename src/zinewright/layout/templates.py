"""A template of a layout and values → text. A template may come from a stranger.

It runs in Jinja’s sandbox, sees no files but those of its layout, and calls nothing but what is
known here to be short: what multiplies is bounded or left out. Around it there is a limit of time
and memory all the same.
"""

from __future__ import annotations

import dataclasses
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Macro, Undefined, markup_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from zinewright.limits import TooMuch, limited
from zinewright.model import Section, ZineFacts
from zinewright.particulars import Particulars
from zinewright.problems import Problem, ZineError, nearest, shown

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


VALUES: Mapping[str, frozenset[str]] = {
    "section.html": frozenset(("section", "zine", "head", "zine_head", "size", "body")),
    "blocks.html": frozenset(("section", "blocks")),
    "cover.svg": frozenset(
        "zine tiles rolls seeds waves plots size lines small authors properties overprinted".split()
    ),
    "divider.svg": frozenset(("properties", "overprinted")),
}
"""What each template is given."""
PARTS_OF: Mapping[str, frozenset[str]] = {
    "section": frozenset(name for name in dir(Section) if name[0] != "_")
    | {field.name for field in dataclasses.fields(Section)},
    "zine": frozenset(field.name for field in dataclasses.fields(ZineFacts)),
    "particulars": frozenset(Particulars.__struct_fields__),
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
        def loaded(name: str) -> tuple[str, str, None] | None:
            return (texts[name], name, None) if name in texts else None

        loader = FunctionLoader(loaded)
        super().__init__(loader=loader, autoescape=True, undefined=StrictUndefined)
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
    """The templates of a layout: `texts` by their names, and `where` messages find each."""

    def __init__(self, where: Callable[[str], str], texts: Mapping[str, str]) -> None:
        self.where = where
        self.texts = texts
        self.environment = _Sandbox(texts)

    def filled(self, name: str, **values: object) -> str:
        """A template with values in its places. Raises `ZineError`, with its line where known."""
        try:
            with limited(SECONDS, MEGABYTES):
                template = self.environment.get_template(name)
                return "".join(_measured(template.generate(**values)))
        except TooMuch as error:
            raise ZineError([self._wrong(name, None, str(error))]) from None
        except TemplateError as error:
            name, line = self._place(name, error)
            raise ZineError([self._wrong(name, line, _said(error))]) from None
        except Exception as error:  # whatever it is, it comes from what the template does
            name, line = self._place(name, error)
            raise ZineError([self._wrong(name, line, _said(error))]) from None

    def slips(self) -> Iterator[Problem]:
        """What is no template, and what asks for something that there is not, line by line."""
        for name in self.texts:
            if name.endswith((".html", ".svg")):
                try:
                    self.environment.compile(self.texts[name], name, name)
                    tree = self.environment.parse(self.texts[name], name, name)
                except TemplateError as error:
                    yield self._wrong(*self._place(name, error), _said(error))
                    continue
                yield from self._unknown(name, tree)

    def _unknown(self, name: str, tree: nodes.Template) -> Iterator[Problem]:
        """Names, and parts of what is known, that nothing gives; and templates that are not there.

        A template that others bring in may ask for what any of them is given.
        """
        free = meta.find_undeclared_variables(tree)
        known = VALUES.get(name) or frozenset().union(*VALUES.values())
        known |= {each.name for each in tree.find_all(nodes.Name) if each.ctx == "store"}
        for node in tree.find_all(nodes.Name):
            if node.name in free - known - {"range", "namespace"} and node.ctx == "load":
                what = f"there is no “{shown(node.name)}” here{nearest(node.name, known)}"
                yield self._wrong(name, node.lineno, what)
        for part in tree.find_all(nodes.Getattr):
            kind = _kind_of(part.node, free)
            if kind and part.attr not in PARTS_OF[kind]:
                what = f"“{kind}” has no “{shown(part.attr)}”{nearest(part.attr, PARTS_OF[kind])}"
                yield self._wrong(name, part.lineno, what)
        for other in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
            named = getattr(other, "template", None)
            asked = named.value if isinstance(named, nodes.Const) else None
            if isinstance(asked, str) and asked not in self.texts:
                what = f"there is no template “{shown(asked)}”{nearest(asked, self.texts)}"
                yield self._wrong(name, other.lineno, what)

    def _place(self, name: str, error: Exception) -> tuple[str, int | None]:
        """The template that an error comes from, and its line, as far as they are known."""
        if isinstance(error, TemplateSyntaxError):
            return error.name or name, error.lineno
        frames = traceback.extract_tb(error.__traceback__)
        found = [frame for frame in frames if frame.filename in self.texts]
        return (found[-1].filename, found[-1].lineno) if found else (name, None)

    def _wrong(self, name: str, line: int | None, why: str) -> Problem:
        what = f"the template cannot be filled: {why}"
        return Problem(self.where(name), line, "layout", what, FIX)


def _said(error: Exception) -> str:
    return shown(str(error).rstrip(".")) or type(error).__name__


def _kind_of(node: nodes.Node, free: Collection[str]) -> str:
    """Which of the values that have parts an expression is; "" where nobody knows."""
    if isinstance(node, nodes.Name):
        return node.name if node.name in PARTS_OF and node.name in free else ""
    is_told = isinstance(node, nodes.Getattr) and _kind_of(node.node, free) == "zine"
    return "particulars" if is_told and node.attr == "particulars" else ""  # type: ignore[attr-defined]


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
