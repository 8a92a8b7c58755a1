"""Exports of services that write XML, archives, JSON or tables of their own → posts."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Mapping
from dataclasses import replace

import pytest
import service_exports as made
from exports import zipped
from imported import read, source

from zinewright.importers import IMPORTERS, importer_of
from zinewright.importers.common.arrived import Arrivals, Arrived, Image, Source
from zinewright.problems import ZineError

DAY = datetime.date(2026, 1, 31)
INSIDE = "https://inside.invalid/"


def test_livejournal():
    entries = [
        made.livejournal_entry(
            "The long wait",
            'It took a year.\nWith <lj user="bo"> in it.\n\n<lj-cut text="More">Then <b>it</b> '
            "ended.</lj-cut><lj-poll-12>",
        ),
        made.livejournal_entry("For friends", "Hush.", "usemask"),
        made.livejournal_entry("For me", "Hush.", "private"),
    ]

    assert read("livejournal", Source("lj.xml", made.livejournal(*entries))) == Arrivals(
        (
            Arrived(
                title="The long wait",
                text="It took a year.\\\nWith bo in it.\n\nThen **it** ended.",
                date=DAY,
                line=3,
                dropped=(
                    "“lj-poll-12”, which only the journal can show",
                    "the line “current mood: tired”",
                ),
            ),
        ),
        (
            "1 × an entry for friends or a circle of them: --unpublished brings it (line 17)",
            "1 × an entry for nobody but the author: --unpublished brings it (line 28)",
        ),
    )


def test_a_dump_of_livejournal():
    (post,) = read("livejournal", Source("L-7", made.livejournal_dump())).posts

    assert post == Arrived(
        title="The long wait",
        text="It took a year.",
        date=DAY,
        line=2,
        address="https://ada.livejournal.example/1805.html",
        tags=("waiting", "letters"),
        dropped=("the line “current music: rain”",),
        also_at=("https://ada.livejournal.example/1805.html",),
    )


def test_comments_of_a_journal_stay_behind():
    comment = "<comments><comment><event>Poor you.</event></comment></comments>"
    content = made.livejournal(made.livejournal_entry("One", "Words.", more=comment))

    assert read("livejournal", Source("lj.xml", content)).dropped == (
        "1 × a comment: it is somebody else’s",
    )


@pytest.mark.parametrize("packed", [False, True])
def test_tumblr(packed):
    found = read("tumblr", source(made.tumblr(packed)))

    assert [(p.title, p.text, p.date, p.tags) for p in found.posts] == [
        ("The long wait", "It took **a year**.\n\n![a letter](images/1001-442d8f.png)", DAY,
         ("waiting",)),
        ("", "[bo](https://bo.tumblr.example/post/1):\n\n> Waiting is work.\n\nYes.", DAY, ()),
    ]  # fmt: skip
    assert found.posts[0].images == (Image("images/1001-442d8f.png", bytes),)
    assert found.dropped == ("1 × a file of messages or of the account, which stays closed",)


def test_movable_type():
    given = Source("blog.txt", made.MOVABLE_TYPE.encode())

    assert read("movable-type", given) == Arrivals(
        (
            Arrived(
                title="The long wait",
                text="It took a year.\\\nAnd a day.\n\nThen it **ended**.\n\nMore of it.",
                authors=("Ada Byrne",),
                date=DAY,
                tags=("night", "slow", "waiting", "letters"),
                summary="A year.",
                dropped=("its keywords: patience",),
                also_at=("/the_long_wait",),
            ),
        ),
        (
            "1 × a comment: it is somebody else’s",
            "1 × not published (draft, or private): --unpublished brings it (line 34)",
        ),
    )
    assert [p.text for p in read("movable-type", replace(given, unpublished=True)).posts] == [
        "It took a year.\\\nAnd a day.\n\nThen it **ended**.\n\nMore of it.", "It *will*.",
    ]  # fmt: skip


WAIT: Mapping[str, object] = {"title": "The long wait", "date": DAY, "tags": ("waiting",)}
DRAFT = "1 × not published (draft, or private): --unpublished brings it"


@pytest.mark.parametrize(
    ("content", "posts", "dropped", "title"),
    [
        (made.BLOGGER_JSON,
         [Arrived(title="The long wait", text="It took *a year*.", authors=("Ada Byrne",), date=DAY,
                  address="https://night.example/2026/01/wait.html",
                  tags=())],
         ("1 × an entry that is no post: a comment, a page or a setting",), "Night Notes"),
        (made.BLOGGER_API,
         [Arrived(**WAIT, text="It took a year.", authors=("Ada Byrne",),
                  address="https://night.example/wait.html")],
         (DRAFT,), ""),
        (made.JSON_FEED,
         [Arrived(title="", text="Only words.\n\nTwo of them.", language="en-GB",
                  address="https://night.example/2"),
          Arrived(**WAIT, text="It took a year.", authors=("Ada Byrne",), language="en-GB",
                  address="https://night.example/wait")],
         (), "Night Notes"),
        (made.HASHNODE,
         [Arrived(**WAIT, text="It took **a year**.\n\n## After\n\nIt ended.", summary="A year.")],
         (DRAFT,), ""),
        (made.WRITE_AS, [Arrived(**WAIT, text="It took **a year**.", language="en")], (),
         "Night Notes"),
        (made.TUMBLR_API,
         [Arrived(**WAIT, text="It took a year.", address="https://ada.tumblr.example/post/1"),
          Arrived(title="", text="## Of blocks\n\nWords.", date=DAY,
                  dropped=("a block of the kind “poll”",))],
         (DRAFT,), "Night Notes"),
    ],
    ids=["blogger", "blogger-api", "json-feed", "hashnode", "write.as", "tumblr-api"],
)  # fmt: skip
def test_posts_in_json(content, posts, dropped, title):
    found = read("json", Source("posts.json", content))

    assert list(found.posts) == posts
    assert (found.dropped, found.title) == (dropped, title)


def test_day_one():
    (post,) = read("json", source(made.DAY_ONE)).posts

    assert post == Arrived(
        **WAIT,
        text="It took a year.\n\n![\\[insert what this picture shows\\]](images/ab12-f2d858.jpg)",
        dropped=("a picture without words for those who cannot see it",),
        images=(Image("images/ab12-f2d858.jpg", bytes),),
    )


@pytest.mark.parametrize(
    ("content", "posts", "dropped"),
    [
        (made.BEEHIIV,
         [Arrived(title="The long wait", text='It took **a year**, "all" of it.', date=DAY, line=2,
                  address="https://night.beehiiv.example/p/wait", tags=("waiting", "letters"),
                  summary="A year")],
         ("1 × for some readers alone: --unpublished brings it",
          "1 × not published (draft): --unpublished brings it")),
        (made.WIX,
         [Arrived(title="The long wait", text="It took **a year**.\n\n- One", date=DAY, line=2,
                  tags=("waiting",), summary="A year", dropped=("a block of the kind “poll”",),
                  also_at=("/the-long-wait", "/post/the-long-wait", "/p/the-long-wait"))],
         ()),
        (made.WEBFLOW,
         [Arrived(title="The long wait", text="It took a year.", date=DAY, line=2, summary="A",
                  also_at=("/the-long-wait", "/post/the-long-wait", "/p/the-long-wait"))],
         ("1 × not published (draft): --unpublished brings it",)),
        (b"title;body\nOne;Words of it.\n", [Arrived("One", "Words of it.", line=2)], ()),
        (b"Title\tContent\nOne\tA *b* c.\n", [Arrived("One", "A \\*b\\* c.", line=2)], ()),
    ],
    ids=["beehiiv", "wix", "webflow", "semicolons", "tabs"],
)  # fmt: skip
def test_tables_of_posts(content, posts, dropped):
    found = read("csv", Source("posts.csv", content))

    assert (list(found.posts), found.dropped) == (posts, dropped)


def test_drafts_in_a_table_come_when_asked_for():
    given = Source("posts.csv", made.BEEHIIV, unpublished=True)

    assert [post.title for post in read("csv", given).posts] == ["Draft", "The long wait", "Paid"]


def test_squarespace():
    (post,) = read("wordpress", Source("s.xml", made.SQUARESPACE)).posts

    assert (post.title, post.text, post.date, post.authors) == (
        "The long wait", "It took **a year**.", DAY, (),
    )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [b"a,b\n1,2\n", b"name,email\nAda,a@night.example\n", b"title,price\nSoup,3\n",
     b"Dear title, body and all,\n\nit was long.\n", b'{"title": "a", "text": "b"}', b'{"a": [1]}',
     b"<entry><title>a</title></entry>", b"AUTHOR: Ada\n\nIt took a year.\n",
     b'{"feed": 5}', b'{"feed": {"title": 7}}', b'{"feed": "an entry"}', b'{"feed": [1]}',
     zipped({"html/a.html": "<p>One</p>"}), zipped({"a.json": "{}"})],
)  # fmt: skip
def test_what_is_no_export_of_these(content):
    given = source(content) if content.startswith(b"PK") else Source("x", content)
    importer = importer_of(given)

    assert importer is None or importer.name in ("text", "web-page", "feed")


@pytest.mark.parametrize(
    ("kind", "content", "what"),
    [
        ("livejournal", b"<livejournal><itemid>7</itemid></livejournal>",
         "the export holds no entries that can be read"),
        ("csv", b"title,body\n", "the table has no rows"),
        ("json", b'{"version": "https://jsonfeed.org/version/1", "items": []}',
         "the export (JSON Feed) holds no posts"),
    ],
)  # fmt: skip
def test_exports_that_hold_nothing(kind, content, what):
    with pytest.raises(ZineError) as caught:
        IMPORTERS[kind].read(Source("x", content))

    assert f"x: {what}. " in str(caught.value)


MANY = {
    "livejournal": made.livejournal(*[made.livejournal_entry("A", "Words.")] * 3),
    "json": made.JSON_FEED.replace(b'"items": [', b'"items": [{"content_html": "a"}, '),
    "csv": b"title,body\n" + b"A,Words.\n" * 3,
    "movable-type": (made.MOVABLE_TYPE.partition("--------")[0] + "--------\n").encode() * 3,
}


@pytest.mark.parametrize("kind", MANY)
def test_more_posts_than_anybody_writes_are_told_of(kind, monkeypatch):
    module = importlib.import_module(IMPORTERS[kind].read.__module__)
    monkeypatch.setattr(module, "MOST_POSTS", 2)
    found = IMPORTERS[kind].read(Source("x", MANY[kind]))

    assert len(found.posts) == 2
    assert "all that comes behind the first 5,000 posts" in found.dropped[-1]
