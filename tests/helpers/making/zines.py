"""Small zines to make editions from: one with all that a section may hold, one with odd names."""

from __future__ import annotations

import datetime
import struct
import zlib
from dataclasses import replace

from zinewright.body import Body
from zinewright.model import Picture, Section, Zine, direction_of
from zinewright.particulars import Particulars

HARD = "{{ 7*7 }} <script>alert('&')</script>"


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A white picture of one pixel, with more chunks before its content."""
    header = (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    parts = [header, *chunks, (b"IDAT", zlib.compress(b"\0\xff")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    inner = kind + content
    return struct.pack(">I", len(content)) + inner + struct.pack(">I", zlib.crc32(inner))


def section(name, xhtml="", kind="chapter", title=None, language="en-GB"):
    title = name.capitalize() if title is None else title
    body = Body(f'<h1 id="{name}-title">{escaped(title)}</h1>{xhtml}')
    return Section(name, kind, title, language, body, direction=direction_of(language))


def with_feet(here, *notes):
    """A section with notes n, n2 … at the foot of its pages, and the section that lists them."""
    names = ["n", *(f"n{number}" for number in range(2, len(notes) + 1))]
    items = [(name, text) for name, text in zip(names, notes, strict=True)]
    feet = "".join(f'<li class="footnote" id="{name}">{text}</li>' for name, text in items)
    listed = feet.replace('"footnote"', '"footnote at-foot"')
    whole = section("listed", f"<ol>{listed}</ol>", kind="links")
    return replace(here, feet=Body(f"<ol>{feet}</ol>")), whole


def particulars(**facts):
    stated = {
        "title": "Small hours",
        "language": "en-GB",
        "identifier": "urn:x-test:small-hours",
        "date": datetime.date(2026, 1, 2),
    }
    return Particulars(**{**stated, **facts})


def zine(*sections, pictures=(), **facts):
    """A zine of some sections; of the facts, those of its particulars go there."""
    known = facts.keys() & set(Particulars.__struct_fields__)
    pictures = tuple(Picture(name, "image/png", 1, 1, png()) for name in pictures)
    more = {key: facts[key] for key in facts.keys() - known}
    more.setdefault("modified", datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC))
    return Zine(particulars(**{key: facts[key] for key in known}),
                sections=sections, pictures=pictures, **more)  # fmt: skip


MONEY = """
<p class="byline">By Ada</p>
<section class="notice"><h2 id="money--note">Content note</h2><p>Debt.</p>
<p class="skip"><a href="#night">Skip this piece: go to “<span lang="ar" dir="rtl">ليل</span>”<span
 data-page-of="night">, page </span></a></p></section>
<p>The <abbr title="National Health Service">NHS</abbr> paid.<a class="noteref"
 id="money--fnref-1" href="#money--fn-1">1</a> <em lang="fr">Bonne nuit.</em></p>
<h2 id="money--in-figures">In figures</h2>
<figure><img src="images/chart.png" alt="A line that rises"/><figcaption>Debt.</figcaption></figure>
<p class="ornament"><img src="sprig.png" alt="" class="decorative"/></p>
<table class="wide"><caption>Debt by year</caption><thead><tr><th scope="col">Who</th>
<th scope="col">2019</th><th scope="col">2020</th><th scope="col">2021</th><th scope="col">2022</th>
</tr></thead><tbody><tr><th scope="row">Ada</th><td class="numeric">1</td><td>2</td><td>3</td>
<td>4</td></tr></tbody></table>
<section class="notice"><h3 id="money--1-note">Note on the next part</h3><p>A court.</p>
<p class="skip"><a href="#money--1-end">Skip this part: go to “End of the part on a court”</a></p>
</section><section class="passage" id="money--1"><p>They came.</p></section>
<p class="passage-end" id="money--1-end">End of the part on a court</p>
<ol start="3"><li>three<ul><li>inside</li></ul></li></ol>
<blockquote><p>Quoted.</p><p class="attribution">— Somebody</p></blockquote><pre>a  b</pre><hr/>
<dl><dt>Word</dt><dd>Meaning</dd></dl>
"""
NOTES = """
<ul class="contents"><li class="entry"><p class="part"><a href="#money">Money</a>
<span class="page" data-page-of="money"> </span></p><p class="status">Debt.</p></li></ul>
"""
CONTENTS = """
<ol class="contents"><li class="entry"><p class="part"><a href="#money">Money</a></p>
<p class="summary">How it went.</p></li><li class="entry"><p class="part">
<a href="#night" lang="ar" dir="rtl">ليل</a></p></li></ol>
"""
NIGHT = """<p>كان <span lang="fr" dir="ltr">la nuit</span> طويلا.</p>"""
SUPPORT = """
<h2>Now</h2><h3>A line</h3><ul class="channels"><li>Phone: <a href="tel:116123">116 123</a>. Free
</li><li>Text: <a href="sms:85258">85258</a></li></ul><p class="address">The service's own page:
<a href="https://example.org/a|b?q=[1]&amp;p=100%">example.org</a></p>
"""
LINKS = """
<h2 id="links--money">Money</h2><h3 id="links--money--notes">Notes</h3>
<ol><li class="footnote" id="money--fn-1"><p>The budget. <a class="backlink"
 href="#money--fnref-1">Back to the text<span data-page-of="money--fnref-1">, page </span></a></p>
</li></ol><h3>Links</h3><ul><li><a href="mailto:a@example.org">a@example.org</a></li></ul>
"""


def rich():
    """A zine with all that a section may hold."""
    return zine(
        section("title-page", '<p class="subtitle">For the night</p>', "title-page", "Small hours"),
        section("content-notes", NOTES, "content-notes", "Content notes"),
        section("contents", CONTENTS, "contents"),
        section("imprint", '<p class="fact">Licence: CC0.</p>', "imprint", "About this zine"),
        section("foreword", "<p>Welcome.</p>", "foreword"),
        section("money", MONEY),
        section("night", NIGHT, title="ليل", language="ar"),
        section("support", SUPPORT, "resources", "Places that offer support"),
        section("links", LINKS, "links", "Links and notes"),
        section("formats", "<ul><li>PDF</li></ul>", "formats", "Other formats"),
        pictures=("images/chart.png", "sprig.png"),
        subtitle="For the night",
        authors=("Ada", "Bo"),
        publisher="A stall",
        licence="CC0",
        description="Two pieces.",
        sources=("https://example.org/money",),
        draft=("nobody has checked it",),
    )


def odd():
    """Names that are no file names, ids that are no NCNames, text that looks like code."""
    names = ["دليل", "../up", "Nav", "nav", "cover", "9th", "a.b", "x" * 200]
    links = "".join(
        f'<p><a href="#{name}">to {number}</a></p>' for number, name in enumerate(names)
    )
    links += '<p><a href="#1é">in</a></p><p><img src="مال.png" alt="A"/></p>'
    code = f'<p id="1é">{escaped(HARD)}</p>'
    more = [section(name, code if name == "nav" else "", title="Same") for name in names]
    return zine(
        section("first", links, title=HARD),
        *more,
        pictures=("مال.png",),
        title="A long title " * 16,
        authors=(HARD,),
    )
