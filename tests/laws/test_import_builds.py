"""Every kind of export becomes a zine whose files validators find nothing wrong in."""

from __future__ import annotations

import datetime
from pathlib import Path

import exports
import pytest
import service_exports as services
from fuzzing import HTML, RTF
from running import zine
from validators import epubcheck, verapdf

pytestmark = pytest.mark.slow

SOURCES = {
    "night.xml": exports.wxr(
        exports.wxr_item(content=HTML + '<img src="https://night.example/a.jpg">')
    ),
    "feed.xml": exports.RSS,
    "atom.xml": exports.ATOM,
    "blog.xml": exports.blogger(
        exports.blogger_old("post", "A"), exports.blogger_takeout("POST", "B")
    ),
    "ghost.json": exports.ghost(exports.ghost_post(title="From Ghost")),
    "substack.zip": exports.substack(),
    "medium.zip": exports.medium(),
    "google.zip": exports.google_doc(),
    "word.docx": exports.word(exports.word_picture("")),
    "book.epub": exports.ebook(),
    "jekyll.zip": exports.zipped(exports.JEKYLL),
    "hugo.zip": exports.zipped(exports.HUGO),
    "page.html": exports.WEB_PAGE.encode(),
    "journal.xml": services.livejournal(
        services.livejournal_entry("From LiveJournal", f"It was <b>long</b>.\n\n{HTML}")
    ),
    "tumblr.zip": services.tumblr(packed=True),
    "mt.txt": services.MOVABLE_TYPE.encode(),
    "feed.json": services.JSON_FEED,
    "beehiiv.csv": services.BEEHIIV,
    "wix.csv": services.WIX,
    "rich.rtf": services.rtf(RTF, "From RTF"),
    "open.odt": services.odt(),
    "flat.fodt": services.fodt(),
    "latin.txt": "Une Nuit Longue\n\nElle était très longue, et personne n’est venu nous voir."
    "\n".encode("cp1252"),
    "text.txt": b"A Long Night\n\nIt was long, and nobody came to ask how we were doing in it.\n",
}


def test_every_import_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for name, content in SOURCES.items():
        Path(name).write_bytes(content)
    done = zine("import", *SOURCES, "--into", "m", "--yes")
    built = zine("build", "m", "--out", "out")
    name = next(path.stem for path in Path("out").glob("*.epub"))

    assert "31 posts written into m." in done.output
    assert built.exit_code == 0, built.output
    assert verapdf(Path(f"out/{name}-reading.pdf")) == []
    assert verapdf(Path(f"out/{name}-large-print.pdf")) == []
    assert epubcheck(Path(f"out/{name}.epub")) == []
    said = zine("check", "m").output
    assert said.count("has no words yet for those who cannot see it") == 1
    assert said.count("a placeholder stands here: “[insert picture") == 5
    assert str(datetime.date.today().year) in Path("m/zine.toml").read_text()
