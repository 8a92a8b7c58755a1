"""The pages that list places of support, whole."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from zinewright.assemble.markup import E
from zinewright.assemble.support import support
from zinewright.languages.words import words_for
from zinewright.layout.properties import with_values
from zinewright.manuscript.resources.resource import Channel, Resource

DAY = datetime.date(2026, 1, 31)
WORDS = words_for("en-GB")
LAYOUT = Path(__file__).parents[2] / "layouts" / "plain"


def resource(name, kind="crisis", regions=("GB",), **facts):
    return Resource(id=name, name=name.capitalize(), kind=kind, regions=regions, **facts)


def said(*resources):
    """The words of the page, behind the words that always stand first."""
    return support(resources, DAY, WORDS).body.text.partition("stands beside them. ")[2]


def test_places_of_support():
    listed = (
        resource("line", regions=("GB-ENG", "GB-WLS"), notes="A volunteer listens.",
                 url="https://www.example.org/line/", audience="people under 35",
                 confidentiality="They may call an ambulance.", languages=("en", "cy"), channels=(
            Channel(type="voice", display="0808 808 8000", href="tel:+448088088000",
                    hours="8 am to 8 pm", tz="Europe/London", cost="free",
                    access=("Relay UK: 18001 0808 808 8000", "SignVideo")),
            Channel(type="sms", display="85258", href="sms:85258", keyword="HI", label="Texts"),
            Channel(type="post", display="Freepost LINE"),
            Channel(type="chat", display="https://example.org/chat", languages=("en", "so"),
                    href="https://example.org/chat"),
        )),
        resource("now", kind="emergency", verified_on=DAY, verified_by="Ada", channels=(
            Channel(type="voice", display="999", href="tel:999"),
        )),
    )  # fmt: skip

    assert (
        support(listed, DAY, WORDS).body.xhtml
        == """\
<h1 id="support--title">Places that offer support</h1>
<p class="lead">Numbers and hours change: each entry says when a person last checked it. \
Most numbers work only in the country that stands beside them.</p>
<h2 id="support--kind--emergency">In an emergency</h2>
<section class="row"><section class="card">\
<h3 id="support--now">Now</h3>\
<ul class="channels">\
<li>Phone: <a href="tel:999" class="number">999</a> (United Kingdom).</li></ul>\
<p class="checked">Checked on 31 January 2026 by Ada.</p>\
</section></section>
<h2 id="support--kind--crisis">Someone to talk to now</h2>
<p>Some services may send an ambulance or the police without asking you, or tell others what you \
said. Where we know that a service may, its entry says so. \
You can ask first, without giving your name.</p>
<section class="row"><section class="card">\
<h3 id="support--line">Line</h3>\
<ul class="channels">\
<li>Phone: <a href="tel:+448088088000" class="number">0808 808 8000</a> \
(England and Wales). 8 am to 8 pm, London time. Free. \
Relay UK: 18001 0808 808 8000. SignVideo.</li>\
<li>Texts: <a href="sms:85258" class="number">85258</a> (England and Wales). \
Send the word HI.</li>\
<li>Post: <strong>Freepost LINE</strong></li>\
<li>Online chat: <a href="https://example.org/chat">example.org/chat</a>. \
In English and Somali.</li></ul>\
<p>A volunteer listens. They may call an ambulance. \
Who it is for: people under 35. In English and Welsh.</p>\
<p class="checked"><a href="https://www.example.org/line/">example.org/line</a> · \
Not checked yet: look there first.</p>\
</section></section>"""
    )


def rows(*resources, qr=None):
    """The headings of the cards in each row."""
    body = support(resources, DAY, WORDS, qr).body.root
    return [[h.text for h in row.iter("h3")] for row in body.iterfind("section[@class='row']")]


def test_short_cards_stand_two_a_row_and_long_ones_alone():
    short = [resource(name, "topic", notes="They listen.") for name in "abc"]
    long = resource("long", "topic", notes="They listen. " * 32)
    numbers = tuple(Channel(type="voice", display=str(n)) for n in range(7))
    many = resource("many", "topic", channels=numbers)

    assert rows(*short) == [["A", "B"], ["C"]]
    assert rows(short[0], long, *short[1:]) == [["A"], ["Long"], ["B", "C"]]
    assert rows(short[0], many) == [["A"], ["Many"]]
    assert rows(short[0], resource("other", "crisis")) == [["Other"], ["A"]]


def test_what_is_said_of_all_numbers_is_said_once():
    line = resource(
        "line",
        channels=(
            Channel(type="voice", display="1", regions=("GB-ENG",), hours="always", cost="free"),
            Channel(type="voice", display="2", regions=("GB-SCT",), hours="always", cost="free"),
        ),
    )

    assert "Phone: 1 (England). Phone: 2 (Scotland). Always. Free. " in said(line)


def test_no_address_stands_twice():
    here = {"type": "web", "display": "example.org", "href": "https://example.org"}
    address = "https://example.org/"
    ways = [Channel(**here), Channel(**here, hours="at night")]

    assert [
        said(resource("line", url=address, channels=(way,))).count("example.org") for way in ways
    ] == [1, 2]


def test_a_number_is_beside_its_own_region():
    """Not beside that of the whole service, and never a number of England beside “UK”."""
    beat = resource(
        "beat",
        kind="topic",
        verified_on=DAY,
        channels=(
            Channel(type="voice", display="1", regions=("GB-ENG",)),
            Channel(type="voice", display="2", regions=("GB-SCT",)),
            Channel(type="voice", display="3"),
        ),
    )

    assert "Phone: 1 (England). Phone: 2 (Scotland). Phone: 3 (United Kingdom)." in said(beat)


@pytest.mark.parametrize(
    ("regions", "named"),
    [
        (("GB", "IE"), "United Kingdom and Ireland"),
        (("001", "ZZ"), "worldwide"),
        (("FR", "GB-NIR"), "France and Northern Ireland"),
    ],
)
def test_where_a_service_without_a_number_is(regions, named):
    assert f"Where: {named}." in said(resource("here", regions=regions))


def test_an_entry_that_was_checked_too_long_ago_loses_its_numbers():
    old = resource(
        "line",
        url="https://example.org",
        channels=(Channel(type="voice", display="01632 960001"),),
        verified_on=DAY - datetime.timedelta(days=181),
    )
    finder = resource("finder", kind="directory", url="https://example.org/all")
    made = support((old, finder), DAY, WORDS).body

    assert "960001" not in made.text
    assert (
        "Line Other services: Finder example.org · "
        "This entry was last checked on 3 August 2025. That is too long ago, so its numbers are "
        "left out. See the service’s own page."
    ) in made.text
    assert "support--finder" in made.targets


@pytest.mark.parametrize(
    ("days", "printed"), [(120, True), (121, True), (180, True), (181, False), (-1, True)]
)
def test_how_long_numbers_are_printed(days, printed):
    line = resource(
        "line",
        channels=(Channel(type="voice", display="01632 960001"),),
        verified_on=DAY - datetime.timedelta(days=days),
    )

    assert ("960001" in said(line)) is printed
    assert ("Not checked yet" in said(line)) is (days < 0)


def test_an_entry_that_nobody_checked_and_that_has_no_page():
    assert said(resource("line")).endswith(" Not checked yet.")


def test_an_entry_that_nobody_signed():
    assert said(resource("line", verified_on=DAY)).endswith("Checked on 31 January 2026.")


def test_what_is_different_just_now_stands_first():
    line = resource("line", alert="No calls on Sunday.", notes="For all.")

    assert "Line No calls on Sunday. For all." in said(line)


def test_a_service_that_is_closed_for_a_while():
    line = resource(
        "line",
        status="temporarily closed",
        verified_on=DAY,
        channels=(Channel(type="voice", display="01632 960001"),),
    )

    assert "960001" not in said(line)
    assert said(line).endswith(
        "This service is closed for now, so its numbers are left out. "
        "Its own page says when it opens again."
    )


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_a_service_that_ended_is_left_out(status):
    assert said(resource("gone", status=status), resource("here")).startswith(
        "Someone to talk to now Here "
    )


SHARED = "If somebody may look at your phone or computer"


def test_abuse_comes_with_a_word_on_shared_devices():
    """Once, at the first group that holds such an entry, and before it."""
    listed = (
        resource("peers", kind="peer", topics=("abuse",)),
        resource("home", kind="topic", topics=("grief", "domestic-abuse")),
        resource("night", kind="crisis", topics=("crisis",)),
    )
    text = said(*listed)

    assert text.count(SHARED) == 1
    assert text.index("Support with one thing") < text.index(SHARED) < text.index("Home")
    assert SHARED not in said(listed[2])


def test_a_word_on_consent_stands_where_an_entry_states_it():
    careful = resource("line", confidentiality="They may call an ambulance.")

    assert "without asking you" in said(careful)
    assert "without asking you" not in said(resource("line"))
    assert (
        said(careful, resource("b", "topic", confidentiality="So may they.")).count("asking") == 1
    )


def test_who_calls_an_emergency_number_is_not_told_that_somebody_may_come():
    now = resource("now", "emergency", confidentiality="The police may come.")

    assert "The police may come." in said(now)
    assert "without asking you" not in said(now)


def test_codes_for_phones():
    """In front of the address of each page; beside the lines of a card with a row for itself."""

    def qr(address, words):
        return E.span({"data-qr": address}, f"Code: {address}")

    line = resource("line", url="https://example.org")
    alone = support((line,), DAY, WORDS, qr).body.xhtml
    two = support((line, resource("other")), DAY, WORDS, qr).body.xhtml

    code = '<span data-qr="https://example.org">Code: https://example.org</span>'
    assert f"Line</h3>{code}<p>Where: United Kingdom.</p>" in alone
    assert f'<p class="checked">{code}<a href="https://example.org">' in two


def _points(css: str, selector: str) -> float:
    """The size of letters that a style sheet gives."""
    rule = re.search(rf"^{re.escape(selector)} \{{([^}}]*)\}}", css, re.MULTILINE)
    assert rule
    size = re.search(r"font(?:-size)?: ([\d.]+)(?:pt|em)", rule[1])
    assert size
    return float(size[1])


def test_numbers_are_large_bold_and_on_one_line():
    """At least 1.4 times as large as the text of a post."""
    css = with_values((LAYOUT / "print.css").read_text("utf-8"))

    assert _points(css, ".number") >= 1.4 * _points(css, "html")
    assert _points((LAYOUT / "epub.css").read_text("utf-8"), ".number") >= 1.4
    for name in ("print.css", "epub.css"):
        rule = re.search(r"^\.number \{[^}]*\}", (LAYOUT / name).read_text("utf-8"), re.MULTILINE)
        assert rule
        assert "font-weight: bold" in rule[0]
        assert "white-space: nowrap" in rule[0]
