"""A layout → everything that is wrong with it that can be said before a page is set, all at once.

A designer changes several files before building; each slip is told with its file and line. What
only WeasyPrint can say of a style is found by setting `TRIAL` in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from zinewright.layout.cover import cover_values
from zinewright.layout.declared import FOLIO_ROOM, TOLD, declaring
from zinewright.layout.files import FIX, checked_drawing
from zinewright.layout.fonts import font_file
from zinewright.layout.layout import DIVIDER, Layout
from zinewright.layout.properties import faint, read_style
from zinewright.layout.templates import Templates
from zinewright.limits import in_bounds
from zinewright.manuscript.recipe import NO_RECIPE
from zinewright.model import ZineFacts
from zinewright.paper.contrast import LEAST
from zinewright.problems import Problem, ZineError, by_place, nearest, shown

CSS_SAYS = (
    ("Unmatched }", "a } closes nothing"),
    ("Stop token reached", "a name or a value stands where a rule would begin"),
    ("EOF reached", "a rule has no { … }"),
    ("Expected ':'", "a name has no “:” and no value"),
)
TRIAL = """<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>Trial</title></head>
<body class="chapter title-large" data-head="Trial" data-zine="Trial">
<section id="trial" class="chapter"><h1>Trial</h1><p class="byline">A. Person</p>
<h2>One</h2><h3>Two</h3><h4>Three</h4><p class="lead">Words, <em>more</em>, <code>x</code>.</p>
<aside class="notice"><h2>Note</h2><p class="skip"><span>On</span></p></aside>
<blockquote><p>Said.</p></blockquote><ul><li>One</li></ul><ol><li>One</li></ol>
<table><caption>A table</caption><thead><tr><th scope="col">A</th><td>B</td></tr></thead>
<tbody><tr><th scope="row">1</th><td class="numeric">2</td></tr></tbody></table>
<pre>pre</pre><hr><p class="number">1</p></section></body></html>
"""
"""A page with most of what a section may hold, for styles that are tried."""


def slips(layout: Layout) -> tuple[Problem, ...]:
    """What is wrong with a layout; nothing of it is set where there is anything."""
    if layout.source.problems:
        return by_place(layout.source.problems)
    templates = Templates(layout.where, layout.texts)
    of_templates = tuple(_in_bounds(layout, "section.html", templates.slips))
    found = [*_fonts(layout), *of_templates]
    if not of_templates:
        found += _in_bounds(layout, "cover.svg", partial(_cover, layout, templates))
        found += _in_bounds(layout, DIVIDER, partial(_divider, layout))
    for name in layout.texts:
        if name.endswith(".css"):
            found += _in_bounds(layout, name, partial(_style, layout, name))
    return by_place(found)


def _in_bounds(
    layout: Layout, name: str, find: Callable[[], Iterator[Problem]]
) -> tuple[Problem, ...]:
    """What is found in a file, or that it takes more than any that a person writes."""
    where = layout.where(name)
    try:
        with in_bounds(where, None, FIX):
            return tuple(find())
    except ZineError as error:
        return error.problems
    except RecursionError:
        what = "this cannot be read: there are too many brackets in brackets"
        return (Problem(where, None, "limits", what, FIX),)


def _fonts(layout: Layout) -> Iterator[Problem]:
    for font in layout.source.fonts:
        try:
            font_file(font.spec, font.where, font.line)
        except ZineError as error:
            yield from error.problems


def _cover(layout: Layout, templates: Templates) -> Iterator[Problem]:
    """What a cover may not hold, tried with a title."""
    said = msgspec.structs.replace(NO_RECIPE.particulars, title="Trial")
    facts = ZineFacts(said, "Trial", "Trial", "en", "ltr")
    values = cover_values("Trial", "A. Person", layout.properties(), words=True)
    drawn = templates.filled("cover.svg", zine=facts, **values)
    try:
        checked_drawing(drawn, layout.where("cover.svg"))
    except ZineError as error:
        yield from error.problems


def _divider(layout: Layout) -> Iterator[Problem]:
    """What a divider may not hold."""
    try:
        layout.divider("print.css")
    except ZineError as error:
        yield from error.problems


def _style(layout: Layout, name: str) -> Iterator[Problem]:
    text = layout.texts[name]
    where, sheet = layout.where(name), read_style(text)
    for line, said in sheet.slips if name not in TOLD else ():  # else the trial says it
        plain = next((words for begin, words in CSS_SAYS if said.startswith(begin)), said)
        what = f"this is no CSS: {shown(plain.rstrip('.'))}"
        yield Problem(where, line, "layout", what, "Close every bracket, and end with “;”")
    for line, said in sheet.spaces if name in TOLD else ():
        what = f"no page can hold a colour that is written as {said}(…)"
        yield Problem(where, line, "layout", what, "Write it as #a1b2c3, rgb(…) or rgba(…)")
    known = {p.name for p in sheet.properties} | set(TOLD.get(name, ())) | {FOLIO_ROOM}
    for line, asked in sheet.asked:
        if asked not in known and f"--{asked}:" not in text:
            what = f"the style asks for --{shown(asked)}, and nowhere says what it is"
            fix = f"Write it at the head of the style, in :root{nearest(asked, known)}"
            yield Problem(where, line, "layout", what, fix)
    for each in faint(sheet):
        name_of = each.property.name
        ratio = int(each.ratio * 10) / 10
        what = (
            f"text in --{name_of} ({shown(each.property.value)}) stands out from "
            f"--{each.behind} by {ratio} to 1, not {LEAST:g}"
        )
        fix = f"Write --{name_of}: {each.nearest}, the nearest that does"
        yield Problem(where, each.property.line, "contrast", what, fix)
    try:
        declaring(text, TOLD.get(name, {}), where)
    except ZineError as error:
        yield from error.problems
