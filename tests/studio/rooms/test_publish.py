"""Publish: a build that is begun, followed and taken along; what stands in its way is told."""

from __future__ import annotations

import re
import time

from visits import let_in, studio_of


def waited(robin, zine):
    """The room, once nothing is at work any more."""
    until = time.monotonic() + 60
    while not zine.work.is_done and time.monotonic() < until:
        time.sleep(0.02)
    return robin.get("/publish")


def test_a_draft_is_built_listed_and_taken_along_and_nothing_else_is(lay, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    zine, sessions, app = studio_of(lay({"posts/one.md": "---\ntitle: One\n---\n\nWords.\n"}))
    robin = let_in(app, sessions)

    robin.post("/publish/build", {})
    page = waited(robin, zine)

    assert "The last build Built: 9 files, " in page.words
    files = re.findall(r'href="/publish/drafts/([^"]+)"', page.text)
    assert "small-hours-reading.pdf" in files
    taken = robin.send("GET", "/publish/drafts/small-hours.txt")
    assert "Words." in taken.text
    assert taken.headers["content-disposition"].startswith("attachment; ")
    for name in ("zine.toml", "manifest.json", "..%2Fzine.toml"):
        assert "There is no such file." in robin.get(f"/publish/drafts/{name}").words


def test_a_release_that_is_not_ready_says_why_and_leaves_the_draft(lay, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    zine, sessions, app = studio_of(lay({"posts/one.md": "---\ntitle: One\n---\n\nWords.\n"}))
    robin = let_in(app, sessions)

    robin.post("/publish/release", {})
    page = waited(robin, zine)

    assert "Nothing was made. What was made before is still there." in page.words
    assert "Nobody has said whether content notes apply" in page.words
