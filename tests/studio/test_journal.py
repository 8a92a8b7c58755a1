"""The history of a zine: every state of every file, whoever wrote it."""

from __future__ import annotations

import json

import pytest

from zinewright.problems import ZineError
from zinewright.studio.journal import ELSEWHERE, Journal


def lines(journal):
    """What the journal says, without the time."""
    return [(e.who, e.what, e.file, bool(e.digest)) for e in journal.entries()]


def test_what_was_there_and_what_is_there_afterwards_are_kept(lay):
    folder = lay({"posts/one.md": "One.\n"})
    journal = Journal(folder)

    with journal.recorded("Robin", "wrote"):
        (folder / "posts/one.md").write_text("Two.\n")

    assert lines(journal) == [
        ("", ELSEWHERE, "posts/one.md", True),
        ("", ELSEWHERE, "zine.toml", True),
        ("Robin", "wrote", "posts/one.md", True),
    ]
    assert [journal.content(e.digest) for e in journal.states_of("posts/one.md")] == [
        b"One.\n",
        b"Two.\n",
    ]


def test_what_another_program_did_is_found_and_what_it_took_away(lay):
    folder = lay({"posts/one.md": "One.\n", "posts/two.md": "Two.\n"})
    journal = Journal(folder)
    journal.look()
    (folder / "posts/one.md").write_text("Otherwise.\n")
    (folder / "posts/two.md").unlink()

    Journal(folder).look()  # as it is after a new start

    assert lines(journal)[3:] == [
        ("", ELSEWHERE, "posts/one.md", True),
        ("", ELSEWHERE, "posts/two.md", False),
    ]


def test_nothing_new_is_written_where_nothing_changed(lay):
    journal = Journal(lay({}))
    journal.look()
    before = (journal.place / "journal.jsonl").read_bytes()

    journal.look()

    assert (journal.place / "journal.jsonl").read_bytes() == before


def test_what_is_hidden_built_or_no_text_is_none_of_its_business(lay):
    folder = lay({"build/a.md": "a", ".git/b.md": "b", "images/c.png": b"\x89PNG", "d.md": "d"})
    journal = Journal(folder)
    journal.look()

    assert [e.file for e in journal.entries()] == ["d.md", "posts/one.md", "zine.toml"]


@pytest.mark.parametrize("rest", ['{"when": "2026', '{"when": 1}\n', "[" * 5000 + "\n", "no\n"])
def test_a_line_that_was_broken_off_or_spoilt_costs_that_line_alone(lay, rest):
    folder = lay({})
    Journal(folder).look()
    with (folder / ".history/journal.jsonl").open("a") as file:
        file.write(rest)

    journal = Journal(folder)
    with journal.recorded("Robin", "wrote"):
        (folder / "posts/one.md").write_text("New.\n")

    assert lines(Journal(folder))[-1] == ("Robin", "wrote", "posts/one.md", True)


def test_a_state_that_was_spoilt_is_none(lay):
    folder = lay({})
    journal = Journal(folder)
    journal.look()
    digest = journal.entries()[0].digest
    (journal.place / "states" / digest).write_text("something else")

    assert journal.content(digest) is None
    assert journal.content("../../zine.toml") is None


def test_where_nothing_can_be_kept_nothing_is_done(lay):
    folder = lay({})
    (folder / ".history").write_text("a file, not a folder")

    def write():
        with Journal(folder).recorded("Robin", "wrote"):
            (folder / "posts/one.md").write_text("New.\n")

    with pytest.raises(ZineError, match=r"the history cannot be written"):
        write()

    assert (folder / "posts/one.md").read_text() != "New.\n"


def test_it_is_a_line_of_json_a_state_that_anybody_can_read(lay):
    journal = Journal(lay({}))
    journal.look()

    first = json.loads((journal.place / "journal.jsonl").read_text().splitlines()[0])

    assert sorted(first) == ["digest", "file", "what", "when", "who"]
    assert (journal.place / ".gitignore").read_text() == "*\n"


def test_where_nothing_can_be_written_everything_can_still_be_read(lay, monkeypatch):
    journal = Journal(lay({}))

    def refused(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refused)
    journal.look()

    said = "the history cannot be written: the folder cannot be"
    with pytest.raises(ZineError, match=said), journal.recorded("Robin", "wrote"):
        raise AssertionError
    assert journal.entries() == ()
