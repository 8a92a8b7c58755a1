"""A zine that comes from a stranger: with links, with a history, with texts that would be pages."""

from __future__ import annotations

import json
import os
import re

import pytest
from running import POST, laid, stands
from visits import guest_of

from zinewright.manuscript.folder import read_manuscript
from zinewright.publish.released import home_of
from zinewright.studio.app import DOORS
from zinewright.studio.journal import Journal, digest_of_text

SECRET = "the words of another folder"
BREAKER = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}</textarea></title>"
TOML = json.dumps(BREAKER)
YAML = "'" + BREAKER.replace("'", "''") + "'"


@pytest.fixture
def outside(tmp_path):
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.md").write_text(f"---\ntitle: {SECRET}\n---\n\n{SECRET}\n")
    (folder / "secret.toml").write_text(f'title = "{SECRET}"\n')
    return folder


def everything(robin, *names):
    """All pages and all forms of the studio, with these names, but for pictures of pages."""
    said = list[str]()
    for door in DOORS:
        for name in names if "{layout}" not in door.path else ():
            address = re.sub(r"\{\w+\}", name, door.path)
            form = {"name": name, "text": "New.", "title": "New", "whole": "New.", "id": name}
            answer = robin.send(door.method, address, form if door.method == "POST" else None)
            said.append(answer.content.decode("utf-8", "replace"))
            if answer.status == 303:
                said.append(robin.get(answer.headers["location"]).text)
    return "\n".join(said)


LINKS = {
    "a post": ("posts/two.md", "secret.md"),
    "the folder of the posts": ("posts", "."),
    "zine.toml": ("zine.toml", "secret.toml"),
    "resources.toml": ("resources.toml", "secret.toml"),
    "a resource that is not there": ("resources.toml", "new.toml"),
    "the pictures": ("images", "."),
    "a picture": ("images/cover.png", "new.png"),
    "the history": (".history", "."),
    "its states": (".history/states", "."),
    "its journal": (".history/journal.jsonl", "new.jsonl"),
    "what version control passes by": (".history/.gitignore", "new"),
}


@pytest.mark.parametrize("which", LINKS)
def test_a_link_out_of_the_zine_is_neither_read_nor_written(tmp_path, outside, which):
    name, target = LINKS[which]
    folder = laid(tmp_path / "zine", {})
    path = folder / name
    if path.is_dir():
        path.rename(tmp_path / "away")
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(outside / target)
    before = stands(outside)

    said = everything(guest_of(folder), "two")

    assert stands(outside) == before
    assert SECRET not in said
    assert "is a link to" in said


def test_a_link_within_the_zine_stays_one_and_is_written_through(tmp_path):
    folder = laid(tmp_path, {"texts/two.md": POST + "Two.\n"})
    (folder / "posts/two.md").symlink_to("../texts/two.md")
    robin = guest_of(folder)
    page = robin.get("/pieces/two").text
    base = re.search(r'name="base" value="(\w+)"', page)[1]

    robin.post("/pieces/two", {"base": base, "title": "One", "text": "Otherwise."})

    assert (folder / "posts/two.md").is_symlink()
    assert "Otherwise." in (folder / "texts/two.md").read_text()


@pytest.mark.parametrize("file", [
    "../outside/secret.md", "posts/../../outside/secret.md", "{outside}/secret.md", "/etc/passwd",
    ".history/states/x.md", ".git/config.md", "posts/one.sh", "a/b/c/d/e/f.md", "", ".", "..",
    "posts/\x00.md", "..\\outside\\secret.md",
])  # fmt: skip
def test_a_history_of_a_stranger_names_nothing_but_texts_of_the_zine(tmp_path, outside, file):
    folder = laid(tmp_path / "zine", {})
    content, journal = b"written by a stranger", folder / ".history"
    digest = digest_of_text(content)
    (journal / "states").mkdir(parents=True)
    (journal / "states" / digest).write_bytes(content)
    line = {"when": "2026", "who": "x", "what": "y", "digest": digest}
    file = file.format(outside=outside)
    (journal / "journal.jsonl").write_text(json.dumps(line | {"file": file}) + "\n")
    robin, before = guest_of(folder), stands(tmp_path / "outside")

    said = robin.get(f"/history/{digest}").words
    robin.post("/history/back", {"digest": digest})

    assert "This state is not kept" in said
    assert stands(outside) == before
    assert Journal(folder).states_of(file) == ()


@pytest.mark.parametrize("lines", [
    b"\x00\xff\n[]\n{}\nnull\n" + b"[" * 100_000 + b"\n", b'{"when": 1}\n' * 1000, b"a" * 3_000_000,
    b'{"when":"","who":"","what":"","file":"posts/one.md","digest":"../../zine.toml"}\n',
])  # fmt: skip
def test_a_history_that_is_none_stops_nothing(tmp_path, lines):
    folder = laid(tmp_path, {".history/journal.jsonl": lines})
    robin = guest_of(folder)

    assert robin.get("/history").status == 200
    assert robin.post("/order/new", {"title": "A new one"}).said == (
        "A new one is there, at the end of the order."
    )


@pytest.mark.parametrize(
    "name", ["posts/two.md", "notes.md", ".history/journal.jsonl", "zine.toml"]
)
def test_what_is_no_file_keeps_nobody_waiting(tmp_path, name):
    folder = laid(tmp_path, {})
    (folder / name).unlink(missing_ok=True)
    (folder / name).parent.mkdir(exist_ok=True)
    os.mkfifo(folder / name)
    robin = guest_of(folder)

    assert {robin.get(place).status for place in ("/", "/order", "/history", "/pieces/two")} == {
        200
    }


def test_what_people_write_is_text_on_every_page_and_nothing_else(tmp_path):
    post = (
        f"---\ntitle: {YAML}\nsummary: {YAML}\nauthor: {YAML}\nlicence: {YAML}\n---\n\n{BREAKER}\n"
    )
    entry = f'[[resource]]\nid = "a"\nname = {TOML}\nkind = "topic"\nregions = ["GB"]\n'
    entry += f'topics = [{TOML}]\nurl = "javascript:alert(1)"\n'
    entry += f'[[resource.channels]]\ntype = "voice"\ndisplay = {TOML}\nhours = {TOML}\n'
    name = "a\"b'<i>&c"
    folder = laid(tmp_path, {
        "zine.toml": f"title = {TOML}\nauthors = [{TOML}]\ndescription = {TOML}\n",
        "posts/one.md": post, f"posts/{name}.md": post, "resources.toml": entry,
        "layouts/x/layout.toml": f"description = {TOML}\n", "build/a/manifest.json": "{}",
    })  # fmt: skip
    robin = guest_of(folder, BREAKER)
    robin.post("/order/new", {"title": BREAKER})
    robin.post("/name", {"name": BREAKER})

    said = everything(robin, "one", name)

    assert "alert(1)" in said
    assert "<script>alert" not in said
    assert "<img src=x" not in said
    assert "49" not in re.findall(r"\b49\b", said.replace("{{ 7*7 }}", ""))
    assert 'href="javascript' not in said
    assert "&lt;script&gt;" in said


def test_an_edition_is_taken_along_and_never_a_page_of_the_studio(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # where finished files are put
    page = "<script>alert(1)</script>"
    said = {
        "made_by": "Zinewright 1", "zine": "", "date": "2026-01-31",
        "editions": [
            {"edition": "web", "file": "a.html", "bytes": 5},
            {"edition": "x", "file": "../../zine.toml", "bytes": 5},
            {"edition": "x", "file": "linked.html", "bytes": 5}, {"file": "b"},
        ],
    }  # fmt: skip
    folder = laid(tmp_path, {})
    robin = guest_of(folder)
    manuscript = read_manuscript(folder)
    home = home_of(manuscript, release=False)
    home.mkdir(parents=True)
    said["zine"] = manuscript.recipe.identity
    (home / "manifest.json").write_text(json.dumps(said))
    (home / "a.html").write_text(page)
    (home / "linked.html").symlink_to(folder / "zine.toml")

    answer = robin.send("GET", "/publish/drafts/a.html")

    assert (answer.status, answer.text) == (200, page)
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''a.html"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    for name in ("linked.html", "..%2f..%2fzine.toml", "zine.toml", "manifest.json", "b"):
        assert "There is no such file" in robin.get(f"/publish/drafts/{name}").text or (
            "nothing at this address" in robin.get(f"/publish/drafts/{name}").text
        ), name
