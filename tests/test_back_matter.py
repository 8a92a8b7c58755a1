"""What stands behind the posts, whole."""

from __future__ import annotations

import datetime

from test_chapter import WORDS, chapter

from zinewright.back_matter import formats, links, support
from zinewright.resources import Channel, Resource

DAY = datetime.date(2026, 1, 31)


def resource(name, kind="crisis", **facts):
    return Resource(id=name, name=name.capitalize(), kind=kind, regions=("GB",), **facts)


def test_places_of_support():
    listed = (
        resource("line", notes="For all.", url="https://www.example.org/line/", channels=(
            Channel(type="voice", display="01632 960001", href="tel:+441632960001",
                    hours="day and night", cost="free", access="relay"),
            Channel(type="sms", display="85258", href="sms:85258", keyword="HI", label="Texts"),
            Channel(type="post", display="Freepost LINE"),
            Channel(type="web", display="https://example.org/chat", href="https://example.org/chat"),
        )),
        resource("now", kind="emergency", verified_on=DAY, verified_by="Ada"),
    )  # fmt: skip

    assert (
        support(listed, DAY, WORDS).body.xhtml
        == """\
<h1 id="support--title">Places that offer support</h1>
<p class="lead">Numbers and hours change. Each entry says when a person last checked it; \
the address leads to the service’s own page.</p>
<h2 id="support--kind--emergency">In an emergency</h2>
<h3 id="support--now">Now</h3>
<p class="checked">Checked on 31 January 2026 by Ada.</p>
<h2 id="support--kind--crisis">Someone to talk to now</h2>
<h3 id="support--line">Line</h3>
<p>For all.</p>
<ul class="channels">\
<li>Phone: <a href="tel:+441632960001">01632 960001</a>. Day and night. Free. Relay</li>\
<li>Texts: <a href="sms:85258">85258</a>. Send the word HI</li>\
<li>Post: <strong>Freepost LINE</strong></li>\
<li>Web: <a href="https://example.org/chat">example.org/chat</a></li></ul>
<p class="address">The service’s own page: \
<a href="https://www.example.org/line/">example.org/line</a></p>
<p class="checked">Nobody has checked this entry yet. \
Look at the service’s own page before you rely on it.</p>"""
    )


def test_an_entry_that_was_checked_too_long_ago_loses_its_numbers():
    old = resource(
        "line",
        channels=(Channel(type="voice", display="01632 960001"),),
        verified_on=DAY - datetime.timedelta(days=181),
    )
    made = support((old,), DAY, WORDS).body

    assert "960001" not in made.text
    assert made.text.endswith(
        "This entry was last checked on 3 August 2025. That is too long ago, so its numbers are "
        "left out. See the service’s own page."
    )


def test_an_entry_that_nobody_signed():
    signed = support((resource("line", verified_on=DAY),), DAY, WORDS)

    assert signed.body.text.endswith("Checked on 31 January 2026.")


def test_links_and_notes():
    first = chapter(
        "See[^1] [a page](https://example.org/a), [it again](https://example.org/a), again[^1], "
        "and [mail](mailto:a@example.org).\n\n"
        "[^1]: *Here*: [the budget](https://www.example.org/b/), https://example.org/c.\n\n"
        "    - A list\n"
    )
    second = chapter("[صفحة](https://example.org/d)", name="two", title="ليل", language="ar")
    made = links((first, chapter("Nothing."), second), WORDS)

    assert (
        made.body.xhtml
        == """\
<h1 id="links--title">Links and notes</h1>
<p class="lead">Addresses and sources, piece by piece, so that they can be typed from paper.</p>
<h2 id="links--one">One</h2>
<h3 id="links--one--notes">Notes</h3>
<ol><li class="footnote" id="one--fn-1"><p><em>Here</em>: \
<a href="https://www.example.org/b/">the budget</a> <span class="address">(example.org/b)</span>, \
<a href="https://example.org/c">https://example.org/c</a>.</p>
<ul>
<li>A list</li>
</ul> <a class="backlink" href="#one--fnref-1">Back to the text\
<span data-page-of="one--fnref-1">, page\u00a0</span></a></li></ol>
<h3 id="links--one--links">Links</h3>
<ul><li>a page: <a href="https://example.org/a">example.org/a</a></li></ul>
<h2 id="links--two" lang="ar" dir="rtl">ليل</h2>
<h3 id="links--two--links">Links</h3>
<ul><li><span lang="ar" dir="rtl">صفحة</span>: \
<a href="https://example.org/d">example.org/d</a></li></ul>"""
    )


def test_other_formats():
    made = formats("a@example.org", WORDS).body

    assert [item.text.split(",")[0] for item in made.root.iter("li")] == [
        "PDF in A5 pages", "EPUB", "Plain text",
    ]  # fmt: skip
    assert made.text.endswith("If none of these works for you, write to a@example.org.")
    assert "write to" not in formats("", WORDS).body.text
