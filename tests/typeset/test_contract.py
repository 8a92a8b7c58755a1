"""What is used of WeasyPrint beside its documentation: an update that changes it fails here.

All that is read of it stands in `typeset/boxes.py`, type by type. Here each of these types is held
against what WeasyPrint really makes of a document that has boxes of all kinds.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

import pydyf
import pytest
import weasyprint
import weasyprint.document
import weasyprint.layout.page
import weasyprint.pdf
import weasyprint.pdf.fonts
import weasyprint.pdf.stream
import weasyprint.pdf.tags
import weasyprint.text.ffi
import weasyprint.text.fonts
from weasyprint.formatting_structure import boxes as theirs
from weasyprint.layout.absolute import AbsolutePlaceholder

from zinewright.layout.layout import plain
from zinewright.typeset import boxes as ours
from zinewright.typeset.section import Job, typeset

SQUARE = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'>"
    "<rect width='4' height='4'/></svg>"
)
HTML = f"""<html lang="en"><title>T</title><style>
@page {{ size: A5; @top-left {{ content: "head" }} @bottom-right {{ content: counter(page) }} }}
.flex {{ display: flex }} .inline-flex {{ display: inline-flex }}
.grid {{ display: grid }} .inline-grid {{ display: inline-grid }}
.slot {{ display: inline-block }} .inline-table {{ display: inline-table }}
.away {{ position: absolute; top: 0 }} .beside {{ float: left }} .below {{ float: footnote }}
.columns {{ columns: 2 }} .hidden {{ visibility: hidden }} .block {{ display: block }}
.marked::before {{ content: "x" }} h2 {{ break-before: page }}
</style><body><section id="a" class="block"><h1>A</h1>
<p>One <a href="#a">two</a> <a href="https://example.org">away</a><br>and <em>more</em>
<span class="slot">12</span><span class="below">A note</span>
<span class="inline-flex"><b>f</b></span><span class="inline-grid"><b>g</b></span>
<img src="{SQUARE}" alt="q"></p>
<ul><li>three</li></ul><div class="away">placed <i>inside</i></div>
<div class="flex"><p>a</p><p>b</p></div><div class="grid"><p>a</p><p>b</p></div>
<div class="columns">some columns</div><p class="hidden">not seen</p><p class="beside">side</p>
<table><caption>c</caption><colgroup><col><col></colgroup>
<thead><tr><th>h<th>i</thead><tbody><tr><td>1<td>2</tbody></table>
<table class="inline-table"><tr><td>z</table><img class="block" src="{SQUARE}" alt="">
<q class="marked">quoted</q><h2>Another page</h2><p dir="rtl" lang="ar">ليل</p></section>"""


def changed(what: str, where: str) -> str:
    return f"WeasyPrint has changed {what}, which {where} relies on: read it again before updating"


# --- a thing and the type that it should be of


def changes(thing: object, kind: type) -> list[str]:
    """What a Protocol or a TypedDict names and a thing does not have, or has of another type."""
    said = []
    for name, wanted in get_type_hints(kind).items():
        try:
            value = thing[name] if is_typeddict(kind) else getattr(thing, name)
        except (AttributeError, KeyError):
            if name in getattr(kind, "__required_keys__", (name,)):
                said.append(f"{kind.__name__}.{name} has gone")
            continue
        if not is_of(value, wanted):
            said.append(f"{kind.__name__}.{name} is {value!r:.60}, no {wanted_name(wanted)}")
    return said + [f"{kind.__name__}.{name} {what}" for name, what in changed_methods(thing, kind)]


def changed_methods(thing: object, kind: type) -> Iterator[tuple[str, str]]:
    """Methods that have gone, take something else, or, where they need nothing, give it."""
    for name, method in methods(kind).items():
        real = getattr(thing, name, None)
        if not callable(real):
            yield name, "has gone"
            continue
        parameters = [*inspect.signature(method).parameters.values()][1:]
        try:
            inspect.signature(real).bind(**{each.name: None for each in parameters})
        except TypeError:
            yield name, f"takes {inspect.signature(real)}"
            continue
        if all(each.default is not each.empty for each in parameters):
            wanted = get_type_hints(method)["return"]
            if not is_of(given := real(), wanted):
                yield name, f"gives {given!r:.60}, no {wanted_name(wanted)}"


def methods(kind: type) -> dict[str, Any]:
    """The methods that a Protocol names, with those of what it is derived from."""
    return {
        name: method
        for base in kind.__mro__
        if base.__module__ == ours.__name__
        for name, method in vars(base).items()
        if inspect.isfunction(method) and not name.startswith("__")
    }


def wanted_name(wanted: object) -> str:
    return wanted.__name__ if isinstance(wanted, type) and not get_args(wanted) else str(wanted)


def is_of(value: object, wanted: Any) -> bool:
    """Whether a value is of a type; of a Protocol within it, whether it has all its names."""
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        return any(is_of(value, part) for part in parts)
    if origin is None:
        return is_plainly(value, wanted)
    if origin is Callable:
        return callable(value)
    if not isinstance(value, origin):
        return False
    if issubclass(origin, Iterator):
        return is_of(next(value), parts[0])
    if issubclass(origin, Mapping):
        return all(is_of(key, parts[0]) and is_of(value[key], parts[1]) for key in value)
    if origin is tuple and parts[1:] != (...,):
        return len(value) == len(parts) and all(map(is_of, value, parts))
    return all(is_of(each, parts[0]) for each in value)


def is_plainly(value: object, wanted: Any) -> bool:
    """Whether a value is of a type that has no parameters."""
    if is_typeddict(wanted):
        return isinstance(value, Mapping) and not changes(value, wanted)
    if getattr(wanted, "_is_protocol", False):
        names = [*get_type_hints(wanted), *methods(wanted)]
        return all(hasattr(value, name) for name in names)
    if wanted in (int, float):
        numbers = (int, float) if wanted is float else (int,)
        return isinstance(value, numbers) and not isinstance(value, bool)
    return value is None if wanted is NoneType else isinstance(value, wanted)


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ({"width": 1, "height": 2.5}, []),
        ({"width": "auto"}, ["LaidOutPage.width is 'auto', no float"]),
        ({"width": True}, ["LaidOutPage.width is True, no float"]),
        ({"anchors": {"a": (1, 2)}}, ["LaidOutPage.anchors is {'a': (1, 2)}, no "
            "collections.abc.Mapping[str, tuple[float, float, float, float]]"]),
        ({"bookmarks": [("1", "A", (0, 0), "open")]}, [
            "LaidOutPage.bookmarks is [('1', 'A', (0, 0), 'open')], no "
            "collections.abc.Sequence[tuple[int, str, tuple[float, float], str]]"]),
        ({"_page_box": None}, ["LaidOutPage._page_box is None, no PageBox"]),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_named(met, thing, said):
    page = dict(vars(met[ours.LaidOutPage][0]))

    assert changes(SimpleNamespace(**(page | thing)), ours.LaidOutPage) == said


def test_what_is_not_there_any_more_is_named(met, monkeypatch):
    """Seen with a WeasyPrint that lacks an attribute, a method, a parameter and what one gives."""
    box = met[ours.TextBox][0]
    monkeypatch.delattr(theirs.Box, "link_annotation")
    monkeypatch.delattr(theirs.Box, "border_width")
    monkeypatch.setattr(theirs.Box, "descendants", lambda self: iter(()))
    monkeypatch.setattr(theirs.Box, "content_box_x", lambda self: None)

    assert changes(box, ours.TextBox) == [
        "TextBox.link_annotation has gone",
        "TextBox.border_width has gone",
        "TextBox.content_box_x gives None, no float",
        "TextBox.descendants takes ()",
    ]
    assert changes({"tag": "P"}, ours.Mark) == ["Mark.mcid has gone"]


# --- what WeasyPrint makes


@pytest.fixture(scope="module")
def met() -> dict[type, list[object]]:
    """What a document hands to us, caught on its way, by the type that it should be of."""
    found: dict[type, list[object]] = {}
    add_tags = weasyprint.pdf.tags.add_tags

    def catch(pdf, document, pdf_version, streams):
        found.update(things(pdf, document, streams))
        return add_tags(pdf, document, pdf_version, streams)

    source = weasyprint.HTML(string=HTML)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasyprint.pdf, "add_tags", catch)
        source.render().write_pdf(pdf_tags=True)
    return found | {
        ours.Source: [source],
        ours.Cleaned: found[ours.Font],
        ours.PdfModule: [weasyprint.pdf],
        ours.FontChoice: [weasyprint.text.fonts.FontConfiguration()],
        ours.FontsOfText: [weasyprint.text.fonts],
        ours.Foreign: [weasyprint.text.ffi.ffi],
        ours.PangoOfFonts: [weasyprint.text.ffi.pangoft2],
        ours.Fontconfig: [weasyprint.text.ffi.fontconfig],
        ours.Libraries: [weasyprint.text.ffi],
        ours.TextModule: [weasyprint.text],
        ours.UrlsModule: [weasyprint.urls],
        ours.WeasyPrint: [weasyprint],
    }


def things(pdf: Any, document: Any, streams: Any) -> dict[type, list[object]]:
    """The objects of a document by the type that each should be of."""
    boxes = [box for page in document.pages for box in walked(page._page_box)]
    operators = [op for stream in streams for op in stream.stream]
    return {
        ours.Box: boxes,
        ours.Placeholder: of(AbsolutePlaceholder, boxes),
        ours.TextBox: of(theirs.TextBox, boxes),
        ours.ReplacedBox: of(theirs.ReplacedBox, boxes),
        ours.TableRowGroupBox: of(theirs.TableRowGroupBox, boxes),
        ours.MarginBox: of(theirs.MarginBox, boxes),
        ours.PageBox: of(theirs.PageBox, boxes),
        ours.PageType: [page._page_box.page_type for page in document.pages],
        ours.Style: [box.style for box in boxes],
        ours.LinkAnnotation: [box.link_annotation for box in boxes if box.link_annotation],
        ours.LaidOutPage: document.pages,
        ours.Document: [document],
        ours.PageStream: streams,
        ours.PdfStream: of(pydyf.Stream, pdf.objects),
        ours.Mark: [mark for stream in streams for mark in stream._tags.values()],
        ours.Properties: of(pydyf.Dictionary, operators),
        ours.Font: list(document.fonts.values()),
        ours.Pdf: [pdf],
    }


def of(kind: type, among: Sequence[object]) -> list[object]:
    return [thing for thing in among if isinstance(thing, kind)]


def walked(box: Any) -> Iterator[Any]:
    """A box and all within it; what is placed absolutely behind its placeholder."""
    yield box
    if isinstance(box, AbsolutePlaceholder):
        yield from walked(box._box)
    else:
        for child in box.children:
            yield from walked(child)


TYPES = [
    kind
    for kind in vars(ours).values()
    if inspect.isclass(kind)
    and kind.__module__ == ours.__name__
    and (is_typeddict(kind) or getattr(kind, "_is_protocol", False))
]


def test_the_version_is_the_one_that_was_read():
    assert weasyprint.__version__.startswith("70."), changed("its version", "pyproject.toml")


@pytest.mark.parametrize("kind", TYPES)
def test_things_are_what_they_were(met, kind):
    assert met[kind], f"the document here has no {kind.__name__}"
    said = [each for thing in met[kind] for each in changes(thing, kind)]

    assert list(dict.fromkeys(said)) == [], changed(f"its {kind.__name__}", "boxes.py")


NEVER_LAID_OUT = {
    "Box", "ParentBox", "BlockLevelBox", "BlockContainerBox", "InlineLevelBox",
    "AtomicInlineLevelBox", "ReplacedBox", "FlexContainerBox", "GridContainerBox",
    "TableColumnGroupBox", "TableColumnBox",
}  # fmt: skip
"""Boxes that others are derived from, and columns, which stand beside the boxes of a table."""


def test_the_document_here_has_boxes_of_all_kinds(met):
    kinds = {name for name, kind in vars(theirs).items()
             if inspect.isclass(kind) and issubclass(kind, theirs.Box)}  # fmt: skip

    assert {type(box).__name__ for box in met[ours.Box]} == (
        kinds - NEVER_LAID_OUT | {"AbsolutePlaceholder"}
    ), changed("its kinds of boxes", "boxes.py")


@pytest.mark.parametrize("kind", get_args(ours.Kind))
def test_boxes_are_called_as_they_were(met, kind):
    assert any(ours.is_a(box, kind) for box in met[ours.Box]), changed(
        f"the name of {kind}", "boxes.py"
    )


@pytest.mark.parametrize(
    ("tells", "kinds"),
    [
        (ours.is_text, theirs.TextBox),
        (ours.is_picture, theirs.ReplacedBox),
        (ours.is_margin, theirs.MarginBox),
        (ours.is_row_group, theirs.TableRowGroupBox),
        (ours._is_placeholder, AbsolutePlaceholder),
    ],
)
def test_a_box_is_told_by_what_no_other_has(met, tells, kinds):
    told = {type(box) for box in met[ours.Box] if tells(box)}

    assert told == {type(box) for box in met[ours.Box] if isinstance(box, kinds)}


def test_only_streams_are_taken_for_streams(met):
    (pdf,) = met[ours.Pdf]

    told = [thing for thing in pdf.objects if ours.is_stream(thing)]

    assert told == of(pydyf.Stream, pdf.objects) != []


def test_only_properties_are_written_by_themselves(met):
    """All else on a page is bytes or text, which is written as it is."""
    operators = [op for stream in met[ours.PageStream] for op in stream.stream]
    written = [op for op in operators if ours.data_of(op) is not None]

    assert written == met[ours.Properties]
    assert {type(op) for op in operators if op not in written} == {bytes, str}
    assert ours.data_of(written[0]) == b"<</MCID 0>>"


@pytest.mark.parametrize(
    ("function", "names", "where"),
    [
        (weasyprint.pdf.tags.add_tags, ["pdf", "document", "pdf_version", "page_streams"],
         "section.py"),
        (weasyprint.pdf.build_fonts_dictionary, ["pdf", "fonts", "compress", "subset", "options"],
         "section.py"),
        (weasyprint.pdf.fonts.Font.clean, ["self", "to_unicode", "hinting"], "section.py"),
        (weasyprint.urls.URLFetcher.fetch, ["self", "url", "headers"], "section.py"),
    ],
)  # fmt: skip
def test_functions_that_are_replaced_take_what_they_took(function, names, where):
    assert list(inspect.signature(function).parameters) == names, changed(
        function.__qualname__, where
    )


def test_marked_content_is_written_as_it_was(met):
    (ops, mark) = (met[ours.PageStream][0].stream, met[ours.Mark][0])
    (start,) = (n for n, op in enumerate(ops)
                if isinstance(op, dict) and op.get("MCID") == mark["mcid"])  # fmt: skip
    assert str(ops[start - 1]).startswith("/"), changed("how tags are written", "extract.py")
    assert ops[start + 1] == b"BDC", changed("how marked content begins", "reading_order.py")
    assert b"EMC" in ops[start:], changed("how marked content ends", "reading_order.py")


def test_a_small_tree_is_the_one_that_it_was():
    html = """<html lang="en"><title>T</title><body><section id="a"><h1>A</h1>
    <p>One <a href="zine:a">two</a>.</p><ul><li>three</li></ul></section></body></html>"""
    made = typeset(Job("a", "", html, "", plain().fonts))

    def drawn(tag):
        return [tag.role, *(drawn(kid) for kid in tag.kids if hasattr(kid, "role"))]

    assert drawn(made.tag) == [
        "Document",
        ["Sect", ["H1"], ["P", ["Link"]], ["L", ["LI", ["Lbl"], ["LBody"]]]],
    ], changed("its boxes", "tags.py")


def test_nothing_else_is_read_of_it():
    """Attributes are asked for by their names in `boxes.py` alone, where their types stand, and in
    `faster.py`, which stands in for functions that it knows by their texts.
    """
    asked = [
        f"{path.name}: {line.strip()}"
        for path in sorted(Path(ours.__file__).parent.glob("*.py"))
        if path.name not in ("boxes.py", "faster.py")
        for line in path.read_text("utf-8").splitlines()
        if any(word in line for word in ("getattr(", "hasattr(", "setattr(", "vars("))
    ]

    assert asked == []
