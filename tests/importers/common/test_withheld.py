"""Texts that are for some readers alone, or for nobody yet, stay behind, whatever says so."""

from __future__ import annotations

import json

import pytest

from zinewright.importers import importer_of
from zinewright.importers.common.arrived import Source
from zinewright.importers.common.withheld import WHY, is_withheld


@pytest.mark.parametrize(
    "said",
    [
        {"draft": True}, {"Draft": "true"}, {"status": "draft"}, {"status": "private"},
        {"status": "Entwurf"}, {"status": "In Review"}, {"status": "hidden"}, {"state": "queued"},
        {"publish": False}, {"published": "no"}, {"published": "false"}, {"public": "0"},
        {"visibility": "friends-only"}, {"visibility": 2}, {"access": "friends"},
        {"security": "usemask"}, {"password": "secret"}, {"private": "yes"}, {"unlisted": True},
        {"build": {"render": "never"}}, {"_build": {"render": False}}, {"is_private": 1},
        {"post_status": "trash"}, {"locked": "true"},
    ],
    ids=str,
)  # fmt: skip
def test_what_keeps_a_text_back(said):
    assert is_withheld({"title": "One"} | said)


@pytest.mark.parametrize(
    "said",
    [
        {}, {"draft": False}, {"draft": ""}, {"status": "Published"}, {"status": "publish"},
        {"status": ""}, {"published": "2026-01-31"}, {"published": True}, {"publish": "yes"},
        {"visibility": "public"}, {"access": "everyone"}, {"password": None}, {"private": "no"},
        {"build": {"render": "always"}}, {"status": ["published"]}, {"archived": "false"},
    ],
    ids=str,
)  # fmt: skip
def test_what_does_not(said):
    assert not is_withheld({"title": "One"} | said)


MATTER = "---\ntitle: One\n{}\n---\n\nSecret.\n"
ENTRY = (
    "<livejournal><entry><itemid>1</itemid><eventtime>2026-01-31 10:00:00</eventtime>"
    "<subject>One</subject><event>Secret.</event>{}</entry></livejournal>"
)
TABLE = "title,content,{}\nOne,Secret.,{}\n"
MOVABLE = (
    "AUTHOR: Ada\nTITLE: One\nSTATUS: {}\nDATE: 01/31/2026 10:00:00 AM\n-----\nBODY:\nSecret.\n"
    "-----\n--------\n"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", MATTER.format("status: private")),
        ("a.md", MATTER.format("published: no")),
        ("a.md", MATTER.format("visibility: friends-only")),
        ("a.xml", ENTRY.format("<security>custom</security>")),
        ("a.xml", ENTRY.format("<allowmask>1</allowmask>")),
        ("a.csv", TABLE.format("security", "usemask")),
        ("a.csv", TABLE.format("status", "Entwurf")),
        ("a.txt", MOVABLE.format("Unpublish")),
        ("a.txt", MOVABLE.format("Private")),
    ],
)
def test_every_importer_asks_it(name, content):
    def read(unpublished: bool):
        source = Source(name, content.encode(), unpublished=unpublished)
        importer = importer_of(source)
        assert importer is not None
        return importer.read(source)

    held, asked = read(False), read(True)

    assert [post.title for post in held.posts] == []
    assert any("--unpublished brings it" in said for said in held.dropped)
    assert [post.text.strip() for post in asked.posts] == ["Secret."]


def test_a_collection_that_is_private_keeps_its_posts_and_others_come():
    post = {"body": "Secret.", "title": "One", "appearance": "norm", "rtl": False}
    export = {
        "username": "ada",
        "collections": [{"title": "Mine", "public": False, "visibility": 2, "posts": [post]}],
        "posts": [post | {"body": "Open.", "title": "Two"}],
    }
    source = Source("a.json", json.dumps(export).encode())
    importer = importer_of(source)
    assert importer is not None
    found = importer.read(source)

    assert [one.text.strip() for one in found.posts] == ["Open."]
    assert found.dropped == (f"1 × {WHY}",)


def test_what_a_page_hides_is_told_of_and_left():
    hidden = '<p>Seen <span style="display: none">not</span>.</p><div hidden>No <b>word</b></div>'
    row = {"id": "1", "title": "One", "content_html": hidden}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [row]}
    source = Source("a.json", json.dumps(feed).encode())
    importer = importer_of(source)
    assert importer is not None
    (post,) = importer.read(source).posts

    assert post.text.strip() == "Seen ."
    assert post.dropped == (
        "a text that is hidden there: “not”", "a text that is hidden there: “No word”"
    )  # fmt: skip


def test_what_a_program_draws_where_no_words_are_is_told_of():
    tweet = "{&quot;url&quot;:&quot;https:\\/\\/x.example\\/1&quot;}"
    gallery = '<div class="image-gallery-embed" data-attrs="{}"></div>'
    row = {"id": "1", "title": "One", "content_html": (
        f'<p>Seen.</p><div class="tweet" data-attrs="{tweet}"></div>{gallery}'
        '<div class="box" data-attrs="{}"><p>Words.</p></div>'
    )}  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [row]}
    source = Source("a.json", json.dumps(feed).encode())
    importer = importer_of(source)
    assert importer is not None
    (post,) = importer.read(source).posts

    assert post.text.split() == ["Seen.", "Words."]
    assert post.dropped == (
        "“tweet”, which has no words here: https://x.example/1",
        "“image-gallery-embed”, which has no words here",
    )
