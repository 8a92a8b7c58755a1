"""What stands in for slow parts of WeasyPrint gives the same, and goes when they change."""

from __future__ import annotations

import io

import pytest
import weasyprint
import weasyprint.css
import weasyprint.layout.page
import weasyprint.layout.percent
from weasyprint.css import ComputedStyle

from zinewright.typeset.mends import faster
from zinewright.typeset.mends.faster import (
    KNOWN,
    digest_of,
    mended,
    mends,
)

LONG = "<p>" + "Words and more words, and then some. " * 60 + "</p>"
DOCUMENTS = {
    "margins that count": (
        "@page { size: A7; margin: 15mm 10%; @top-left { content: counter(page) ' of ' "
        "counter(pages) } @bottom-center { content: string(head); border: 1px solid; padding: 2% } "
        "@left-middle { content: 'x'; width: 50%; margin: auto } }"
        "@page :first { margin: 5mm; @top-left { content: none } @right-top { content: 'first' } }"
        "@page :left { margin-left: 25mm } @page :blank { @top-center { content: 'blank' } }"
        "h1 { string-set: head content(); break-before: right }",
        f"<h1>One</h1>{LONG}<h1>Two</h1><p>x</p><h1>Three</h1>{LONG}",
    ),
    "pages of a number and a name": (
        "@page { size: A7; counter-increment: page 2; @bottom-left { content: counter(page) } }"
        "@page :nth(2n) { background: #eee; @top-right { content: 'even' } }"
        "@page wide { size: A6 landscape; margin: 3em 1cm; @top-left { content: 'wide' } }"
        "@page :nth(2 of wide) { @top-left { content: 'second wide' } }"
        "section { page: wide }",
        f"{LONG}<section>{LONG}{LONG}</section>{LONG}",
    ),
    "boxes of all kinds": (
        "@page { size: A6; @footnote { border-top: 1px solid; padding: 3px } }"
        "div { margin: 5% 2em; padding: 3% 1ex; min-width: 20%; max-width: 80%; width: 60% }"
        ".f { float: left; width: 30%; margin-inline-start: 1em } .n { float: footnote }"
        ".x { display: flex; gap: 5% } .x > * { flex: 1 } .g { display: grid; "
        "grid-template-columns: 1fr 2fr } .a { position: absolute; top: 10%; right: 5% }"
        ".b { box-sizing: border-box; border: 4px solid; padding: 10%; height: 3cm }"
        ".c { width: calc(50% - 1em); line-height: calc(1em + 2px); --w: 40% } .c p { width: "
        "var(--w); margin: calc(2% + 1px) } u { text-decoration: underline dotted red }",
        "<div class=f>Left</div><div>Text<span class=n>Note</span> with <u>marks <s>and</s></u>"
        f"</div><div class=x><p>a<p>b</div><div class=g><p>a<p>b</div><div class=b>c</div>"
        f"<div class=c>d<p>e</p></div><div class=a>f</div>{LONG}"
        "<table style='width:80%;border-collapse:collapse'><tr><th style='border:2px solid;"
        "width:30%'>A<td style='padding:5%'>B<tr><td>C<td>D</table><img style='width:10%' "
        "src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" "
        "height=\"9\"/>'>",
    ),
    "from the right": (
        "@page { size: A7; margin: 10mm 5mm 8mm 12mm; @top-right { content: 'ليل' } }"
        "body { direction: rtl; margin-inline-start: 10%; padding-inline: 2% 4% } ul { "
        "padding-inline-start: 15%; border-inline-start: 3px solid }"
        "li { text-align: start; margin-block: 2% } .v { overflow: hidden; width: 40% }",
        f"<p>سهرنا الليل كله <b>ups</b></p><ul><li>واحد<li>اثنان</ul><p class=v>x</p>{LONG}",
    ),
}  # fmt: skip


def pdf(name: str) -> bytes:
    style, body = DOCUMENTS[name]
    out = io.BytesIO()
    html = weasyprint.HTML(string=f"<html lang=en><style>{style}</style><body>{body}")
    html.write_pdf(out, pdf_tags=True, uncompressed_pdf=True)
    return out.getvalue()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_bytes(name):
    before = pdf(name)
    with mended(weasyprint, mends(weasyprint)):
        assert pdf(name) == before


def test_every_function_is_the_one_that_was_looked_at():
    """With another WeasyPrint, look at it again; until then it is as slow as it is."""
    assert list(mends(weasyprint)) == list(KNOWN)


def test_a_function_that_has_changed_is_left_alone(monkeypatch):
    def resolve_one_percentage(box, property_name, refer_to):
        raise NotImplementedError

    monkeypatch.setattr(weasyprint.layout.percent, "resolve_one_percentage", resolve_one_percentage)
    assert list(mends(weasyprint)) == [name for name in KNOWN if "one_percentage" not in name]


def told(wrong: str) -> bool:
    """Whether a document comes out otherwise, or not at all, where one mend does nothing."""
    before = {name: pdf(name) for name in DOCUMENTS}
    with mended(weasyprint, {wrong: lambda *asked: None}):
        try:
            return any(pdf(name) != before[name] for name in DOCUMENTS)
        except Exception:
            return True


@pytest.mark.parametrize("name", KNOWN)
def test_the_documents_would_tell_of_a_mend_that_is_wrong(name):
    assert told(name)


def test_nothing_is_changed_for_others():
    functions = {name: faster._found(weasyprint, name) for name in KNOWN}
    with mended(weasyprint, mends(weasyprint)):
        assert all(faster._found(weasyprint, name) is not functions[name] for name in KNOWN)
        inside = weasyprint.layout.page.resolve_percentages
    with pytest.raises(ZeroDivisionError), mended(weasyprint, mends(weasyprint)):
        raise ZeroDivisionError

    assert {name: faster._found(weasyprint, name) for name in KNOWN} == functions
    assert weasyprint.layout.page.resolve_percentages is not inside


def test_a_function_without_a_text_is_none_that_is_known():
    assert digest_of(dict.get) == ""
    assert digest_of(ComputedStyle.__missing__) == KNOWN["css.ComputedStyle.__missing__"]
