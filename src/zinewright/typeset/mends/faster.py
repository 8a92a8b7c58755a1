"""WeasyPrint 70, the same and faster: ways around work whose result is known. And a mend.

Each mend gives what the function gives that it stands in for, in less time, and hands on to it
whatever is not the common case. It holds while our documents are laid out; a function that is not
the one that was looked at is left alone.
"""

from __future__ import annotations

import hashlib
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, TypeAlias

KNOWN = {
    "layout.percent.resolve_one_percentage": "4cfaa9ad134e4f7b",
    "layout.percent.resolve_percentages": "71673078096fcf87",
    "css.ComputedStyle.__missing__": "b318d8efc8ac79d7",
    "css.AnonymousStyle.__missing__": "d392527077647306",
    "layout.page.set_page_type_computed_styles": "4e68b396b35c4a06",
}
"""The functions that were looked at, with the digests of their texts."""
Theirs: TypeAlias = Any  # a thing of WeasyPrint, which has no types
Function = Callable[..., Theirs]
SIDES = ("top", "right", "bottom", "left")
NOT_SIMPLE = frozenset(("float", "display", "position", "page"))
LINE = "text.line_break.split_first_line"
LINE_KNOWN = "39ad1016863ca34d"
NARROWEST = 4  # letters an em, as WeasyPrint has it: longer texts do not fit
COLLAPSING = ("normal", "pre-line")
RESUMES, FIRST_WIDTH = 2, 3  # places in what breaking a line gives


def mends(weasyprint: Theirs) -> dict[str, Function]:
    """What stands in for each function that is the one that was looked at."""
    made = {
        "layout.percent.resolve_one_percentage": _resolve_one_percentage,
        "layout.percent.resolve_percentages": _resolve_percentages,
        "css.ComputedStyle.__missing__": _computed,
        "css.AnonymousStyle.__missing__": _anonymous,
        "layout.page.set_page_type_computed_styles": _page_styles,
    }
    return looked_at(weasyprint, made, KNOWN)


def looked_at(
    weasyprint: Theirs, made: dict[str, Callable[..., Function]], known: dict[str, str]
) -> dict[str, Function]:
    """Of what can stand in, that for each function that is the one that was looked at."""
    return {
        name: make(weasyprint, found)
        for name, make in made.items()
        if (found := _found(weasyprint, name)) is not None and digest_of(found) == known[name]
    }


def digest_of(function: Function) -> str:
    """The beginning of the digest (SHA-256) of a function's text, "" where it has none."""
    try:
        return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]
    except (OSError, TypeError):
        return ""


@contextmanager
def mended(weasyprint: Theirs, made: dict[str, Function]) -> Iterator[None]:
    """Let mends stand where the functions stood, wherever WeasyPrint has them by name."""
    before: list[tuple[object, str, Function]] = []
    for name, mend in made.items():
        function = _found(weasyprint, name)
        for holder in _holders(weasyprint, name):
            attribute = name.rpartition(".")[2]
            if vars(holder).get(attribute) is function and function is not None:
                before.append((holder, attribute, function))
                setattr(holder, attribute, mend)
    try:
        yield
    finally:
        for holder, attribute, function in before:
            setattr(holder, attribute, function)


def _found(weasyprint: Theirs, name: str) -> Function | None:
    holder: Theirs = weasyprint
    for part in name.split("."):
        holder = getattr(holder, part, None)
    found: Function | None = holder
    return found


def _holders(weasyprint: Theirs, name: str) -> list[Theirs]:
    """Whatever may have a function under its name: modules that imported it, or its class."""
    owner: Theirs = _found(weasyprint, name.rpartition(".")[0])
    if isinstance(owner, type):
        return [owner]
    inside = f"{weasyprint.__name__}."
    return [module for key, module in [*sys.modules.items()] if key.startswith(inside)]


# --- lengths


def _resolve_one_percentage(weasyprint: Theirs, theirs: Function) -> Function:
    Dimension = sys.modules["weasyprint.css.properties"].Dimension

    def resolve_one_percentage(box: Theirs, name: str, refer_to: Theirs) -> None:
        value = box.style[name]
        if type(value) is Dimension:
            unit = value.unit
            if unit == "px":
                setattr(box, name, value.value)
                return
            if unit == "%":
                setattr(box, name, refer_to * value.value / 100)
                return
        elif value == "auto":
            setattr(box, name, 0 if name in ("min_width", "min_height") else value)
            return
        theirs(box, name, refer_to)

    return resolve_one_percentage


def _resolve_percentages(weasyprint: Theirs, theirs: Function) -> Function:
    """Margin boxes that are not generated have no size, whatever their style says of it."""
    css, boxes = sys.modules["weasyprint.css"], sys.modules["weasyprint.formatting_structure.boxes"]
    Anonymous, MarginBox, none = css.AnonymousStyle, boxes.MarginBox, float("inf")

    def resolve_percentages(box: Theirs, containing_block: Theirs) -> None:
        if type(box) is not MarginBox or box.is_generated or type(box.style) is not Anonymous:
            theirs(box, containing_block)
            return
        box.width = box.height = "auto"
        box.min_width = box.min_height = 0
        box.max_width = box.max_height = none
        for side in SIDES:
            setattr(box, f"margin_{side}", 0)
            setattr(box, f"padding_{side}", 0)
            setattr(box, f"border_{side}_width", 0)

    return resolve_percentages


# --- styles


def _computed(weasyprint: Theirs, theirs: Function) -> Function:
    css = sys.modules["weasyprint.css"]
    initial = css.INITIAL_VALUES
    names = {part for function in css.PHYSICAL_FUNCTIONS.values() for part in _logical(function)}
    inherited = frozenset(css.INHERITED) - NOT_SIMPLE
    plain = frozenset(initial) - frozenset(css.INITIAL_NOT_COMPUTED) - inherited - NOT_SIMPLE
    plain = frozenset(key for key in plain if not key.startswith(("text_decoration_", "__")))
    physical = frozenset(css.PHYSICAL_FUNCTIONS)

    def missing(style: Theirs, key: str) -> Theirs:
        cascaded = style.cascaded
        if key in cascaded or (key in physical and not names.isdisjoint(cascaded)):
            return theirs(style, key)
        if key in plain:
            value = style[key] = initial[key]
            return value
        if key in inherited and style.parent_style is not None:
            value = style.parent_style[key]
            if type(value) is not tuple and getattr(value, "type", None) != "function":
                style[key] = value
                return value
        return theirs(style, key)

    return missing


def _logical(function: Function) -> set[str]:
    """The logical properties that may set a physical one."""
    return {function(block="ttb", inline=direction) for direction in ("ltr", "rtl")}


def _page_styles(weasyprint: Theirs, theirs: Function) -> Function:
    """Pages of one kind have one style, unless a rule counts them.

    What a page adds to its counters stays its own.
    """

    def set_page_type_computed_styles(page_type: Theirs, html: Theirs, style_for: Theirs) -> None:
        known = style_for.__dict__.setdefault("_kinds_of_pages", {})
        kind = (page_type.side, page_type.blank, page_type.index == 0, page_type.name)
        like = known.get(kind)
        computed, cascaded = style_for.get_computed_styles(), style_for.get_cascaded_styles()
        if like is None or (page_type, None) in computed:
            theirs(page_type, html, style_for)
            if not _counts_pages(style_for):
                known[kind] = (
                    page_type,
                    [pseudo for of, pseudo in cascaded if pseudo and of == page_type],
                )
            return
        first, pseudos = like
        if (first, None) in cascaded:
            cascaded[page_type, None] = cascaded[first, None]
        style_for.set_computed_styles(
            page_type, root=html.etree_element, parent=html.etree_element, base_url=html.base_url
        )
        own, shared = computed[page_type, None], computed[first, None]
        own.update({key: value for key, value in shared.items() if key[:8] != "counter_"})
        own.__dict__["anonymous_style"] = shared.anonymous_style
        for pseudo in pseudos:
            cascaded[page_type, pseudo] = cascaded[first, pseudo]
            computed[page_type, pseudo] = computed[first, pseudo]

    return set_page_type_computed_styles


def _counts_pages(style_for: Theirs) -> bool:
    """Whether a rule is for pages of a number (`:nth()`)."""
    return any(
        selector[2].index is not None
        for sheet, *_ in style_for._sheets
        for _, selectors, _ in sheet.page_rules
        for selector in selectors
    )


def _anonymous(weasyprint: Theirs, theirs: Function) -> Function:
    css = sys.modules["weasyprint.css"]
    inherited, initial, not_computed = css.INHERITED, css.INITIAL_VALUES, css.INITIAL_NOT_COMPUTED

    def missing(style: Theirs, key: str) -> Theirs:
        if key in inherited or key == "page":
            value = style[key] = style.parent_style[key]
            return value
        if key not in not_computed and key in initial and key[:16] != "text_decoration_":
            value = style[key] = initial[key]
            return value
        return theirs(style, key)

    return missing


# --- lines


def line_mends(weasyprint: Theirs) -> dict[str, Function]:
    """What stands in for the function that breaks lines, if it is the one that was looked at."""
    theirs: Function = weasyprint.text.line_break.split_first_line
    return {LINE: _split_first_line(theirs)} if digest_of(theirs) == LINE_KNOWN else {}


def _split_first_line(theirs: Function) -> Function:
    def split_first_line(
        text: str, style: Theirs, context: Theirs, max_width: float | None, *more: Theirs,
        **named: Theirs,
    ) -> Theirs:  # fmt: skip
        made = theirs(text, style, context, max_width, *more, **named)
        if (
            made[RESUMES] is None
            or max_width in (None, inf)
            or not text.endswith(" ")
            or style["white_space"] not in COLLAPSING
            or len(text) * style["font_size"] > max_width * NARROWEST
        ):
            return made
        bare = theirs(text.rstrip(" "), style, context, max_width, *more, **named)
        if bare[RESUMES] is not None or bare[FIRST_WIDTH] > max_width:
            return made
        return theirs(text, style, context, None, *more, **named)

    return split_first_line
