"""Feeds, and Blogger’s backups, which are feeds of a kind → posts."""

from __future__ import annotations

import datetime

import pytest
from exports import ATOM, RSS, blogger, blogger_old, blogger_takeout

from zinewright.importers import importer_of
from zinewright.importers.common.arrived import Arrivals, Arrived, Source
from zinewright.importers.services.blogger import posts_in_blogger
from zinewright.importers.services.feed import posts_in_feed
from zinewright.problems import ZineError


def test_rss():
    assert posts_in_feed(Source("feed.xml", RSS)) == Arrivals(
        (
            Arrived(
                title="Only the head",
                text="It begins \\[…\\]",
                language="en-gb",
                address="https://night.example/head",
                line=15,
                dropped=("the end, perhaps: the feed seems to hold the beginning alone",),
            ),
            Arrived(
                title="Fish & chips",
                text="All, [with salt](https://night.example/salt).",
                authors=("Ada Byrne",),
                date=datetime.date(2026, 1, 31),
                language="en-gb",
                address="https://night.example/fish",
                tags=("food",),
                line=6,
            ),
        ),
        title="Night Notes",
        language="en-gb",
    )


def test_atom():
    assert posts_in_feed(Source("feed.xml", ATOM)) == Arrivals(
        (
            Arrived(
                title="Le long chemin",
                text="Un **pas**.",
                authors=("Zoé",),
                date=datetime.date(2026, 2, 1),
                language="fr",
                address="https://notes.example/chemin",
                licence="CC BY 4.0",
                tags=("La nuit",),
                line=5,
            ),
        ),
        title="Notes",
        language="fr",
    )


@pytest.mark.parametrize(
    ("content", "markdown"),
    [
        ('<content type="text">One *two*.\n\nThree &lt; four.</content>',
         "One \\*two\\*.\n\nThree < four."),
        ("<summary>Short.</summary><content type='html'>&lt;p&gt;Longer.&lt;/p&gt;</content>",
         "Longer."),
        ('<content src="https://evil.example/x"/>', ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_fullest_text_of_an_entry_is_taken(content, markdown):
    entry = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{content}</entry></feed>"
    (post,) = posts_in_feed(Source("feed.xml", entry.encode())).posts

    assert post.text == markdown


def test_a_backup_of_blogger():
    entries = [
        blogger_old("post", "A"), blogger_old("comment", "B"), blogger_old("settings", "C"),
        blogger_old("page", "D"), blogger_takeout("POST", "G", "DRAFT"),
        blogger_old("post", "E", "<app:control><app:draft>yes</app:draft></app:control>"),
        blogger_takeout("POST", "F"), blogger_takeout("COMMENT", "H"),
    ]  # fmt: skip
    source = Source("feed.atom", blogger(*entries))

    assert importer_of(source).name == "blogger"
    assert posts_in_blogger(source) == Arrivals(
        (
            Arrived(
                title="A",
                text="One.\\\nTwo.",
                authors=("Ada Byrne",),
                date=datetime.date(2026, 1, 31),
                address="https://night.example/2026/01/a.html",
                tags=("waiting",),
                line=8,
            ),
            Arrived(
                title="F",
                text="From a box.",
                authors=("Ada Byrne",),
                date=datetime.date(2026, 2, 1),
                address="https://night.example/2026/02/b.html",
                line=74,
            ),
        ),
        (
            "2 × a comment: it is somebody else’s (line 19, 85)",
            "1 × an entry of the kind “settings”, which is no post (line 30)",
            "1 × a page: --pages brings it (line 41)",
            "2 × not published (draft): --unpublished brings it (line 52, 63)",
        ),
        title="Night Notes",
    )


@pytest.mark.parametrize(
    ("read", "content", "message"),
    [
        (posts_in_feed, b"<rss><channel/></rss>",
         "x: the feed holds no posts that can be read. Save the feed again. [import]"),
        (posts_in_blogger, blogger(),
         "x: the backup holds nothing that can be read. Save it from Blogger again. [import]"),
    ],
)  # fmt: skip
def test_what_holds_nothing(read, content, message):
    with pytest.raises(ZineError) as caught:
        read(Source("x", content))

    assert str(caught.value) == message
