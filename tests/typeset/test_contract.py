"""What is used of WeasyPrint beside its documentation: an update that changes it fails here."""

from __future__ import annotations

import inspect

import pytest
import weasyprint
import weasyprint.pdf
import weasyprint.pdf.fonts
import weasyprint.pdf.tags
from weasyprint.formatting_structure import boxes

from zinewright.layout.layout import plain
from zinewright.typeset.section import Job, typeset

HTML = """<html lang="en"><title>T</title><body><section id="a"><h1>A</h1>
<p>One <a href="zine:a">two</a>.</p><ul><li>three</li></ul></section></body></html>"""


def changed(what: str, where: str) -> str:
    return f"WeasyPrint has changed {what}, which {where} relies on: read it again before updating"


@pytest.fixture(scope="module")
def met() -> dict[str, object]:
    """The objects that a document hands to the seam, caught on their way."""
    found: dict[str, object] = {}
    theirs = weasyprint.pdf.tags.add_tags

    def catch(pdf, document, pdf_version, streams):
        page = document.pages[0]
        marked = streams[0]._tags
        found.update(
            pdf=pdf, document=document, page=page, stream=streams[0],
            font=next(iter(document.fonts.values())), box=next(iter(marked)),
            mark=next(iter(marked.values())), ops=list(streams[0].stream),
        )  # fmt: skip
        return theirs(pdf, document, pdf_version, streams)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasyprint.pdf, "add_tags", catch)
        weasyprint.HTML(string=HTML).write_pdf(pdf_tags=True)
    return found


def test_the_version_is_the_one_that_was_read():
    assert weasyprint.__version__.startswith("70."), changed("its version", "pyproject.toml")


@pytest.mark.parametrize(
    ("function", "names", "where"),
    [
        (weasyprint.pdf.tags.add_tags, ["pdf", "document", "pdf_version", "streams"], "typeset.py"),
        (weasyprint.pdf.fonts.Font.clean, ["self", "to_unicode", "hinting"], "typeset.py"),
        (boxes.Box.descendants, ["self", "placeholders"], "seam.py"),
        (weasyprint.urls.URLFetcher.fetch, ["self", "url", "headers"], "typeset.py"),
    ],
)
def test_functions_take_what_they_took(function, names, where):
    assert len(inspect.signature(function).parameters) == len(names), changed(
        function.__qualname__, where
    )


@pytest.mark.parametrize(
    ("thing", "names", "where"),
    [
        ("document", ["pages", "fonts"], "seam.py"),
        ("page", ["_page_box", "links", "anchors", "bookmarks", "width", "height"], "tags.py"),
        ("stream", ["_tags", "stream"], "seam.py"),
        ("font", ["file_content", "hash", "name", "widths", "to_unicode"], "seam.py"),
        ("box", ["element", "element_tag", "style"], "tags.py"),
        ("pdf", ["objects", "catalog"], "seam.py"),
    ],
)
def test_things_have_what_they_had(met, thing, names, where):
    assert [name for name in names if not hasattr(met[thing], name)] == [], changed(
        f"what a {thing} has", where
    )


def test_marked_content_is_written_as_it_was(met):
    ops = met["ops"]
    (start,) = (n for n, op in enumerate(ops)
                if isinstance(op, dict) and op.get("MCID") == met["mark"]["mcid"])  # fmt: skip
    assert str(ops[start - 1]).startswith("/"), changed("how tags are written", "seam.py")
    assert ops[start + 1] == b"BDC", changed("how marked content begins", "painting.py")
    assert b"EMC" in ops[start:], changed("how marked content ends", "painting.py")


@pytest.mark.parametrize("name", ["LineBox", "FlexBox", "InlineBlockBox", "ReplacedBox", "TextBox"])
def test_boxes_are_called_as_they_were(name):
    assert hasattr(boxes, name), changed(f"the name of {name}", "tags.py and seam.py")


def test_a_small_tree_is_the_one_that_it_was():
    made = typeset(Job("a", "", HTML, "", plain().fonts))

    def drawn(tag):
        return [tag.role, *(drawn(kid) for kid in tag.kids if hasattr(kid, "role"))]

    assert drawn(made.tag) == [
        "Document",
        ["Sect", ["H1"], ["P", ["Link"]], ["L", ["LI", ["Lbl"], ["LBody"]]]],
    ], changed("its boxes", "tags.py")
