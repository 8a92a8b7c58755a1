"""Entries that are added and checks that are written down: text in, text out."""

from __future__ import annotations

import datetime
import os
import tomllib

import pytest

from zinewright.manuscript.edit.resources import (
    Check,
    add_entries,
    entries_called,
    record_check,
    with_check,
    with_entries,
)
from zinewright.manuscript.folder import read_manuscript
from zinewright.manuscript.resources.directory.places import written
from zinewright.problems import ZineError

DAY = datetime.date(2026, 1, 31)
CHECK = Check(DAY, "Ada", "https://example.org/line", "name 3fa9c21b88ab", "asked")
RECORD = """\
verified_against = "https://example.org/line"
verified_of = "name 3fa9c21b88ab"
verified_how = "asked"
"""
TWO = """\
# Our places
[[resource]]
id = "line"     # the night line
name = "Line"
kind = "crisis"
regions = ["GB"]
url = "https://example.org"

# its number
[[resource.channels]]
type = "voice"
display = "1"

[[resource]]
id = "old"
name = "Old"
kind = "crisis"
regions = ["GB"]
verified_on = 2020-01-01 # long ago
verified_by = "Bo"
# the end
"""


def test_a_check_is_written_into_its_entry():
    changed = with_check(TWO, "line", CHECK)

    assert changed == TWO.replace(
        "# its number\n",
        '# its number\nverified_on = 2026-01-31\nverified_by = "Ada"\n' + RECORD,
    )


def test_a_new_check_takes_the_place_of_an_old_one():
    changed = with_check(TWO, "old", CHECK)

    assert changed == TWO.replace("2020-01-01", "2026-01-31").replace('"Bo"', '"Ada"') + RECORD


def test_a_list_in_brackets():
    text = 'resource = [{id = "line", name = "Line", kind = "crisis", regions = ["GB"]}]\n'

    assert tomllib.loads(with_check(text, "line", CHECK))["resource"][0]["verified_by"] == "Ada"


def test_line_ends_stay():
    text = TWO.replace("\n", "\r\n")
    changed = with_check(with_entries(text, [written("shout")]), "line", CHECK)

    assert changed.count("\n") == changed.count("\r\n") > text.count("\n")


def test_entries_come_to_the_end():
    entry = written("shout")

    assert with_entries(TWO, [entry, written("calm")]) == f"{TWO}\n{entry}\n{written('calm')}"
    assert with_entries("", [entry]) == entry
    assert with_entries("# none yet", [entry]) == f"# none yet\n\n{entry}"


def test_a_list_that_cannot_take_more():
    with pytest.raises(ValueError, match="resource"):
        with_entries("resource = []\n", [written("shout")])


@pytest.fixture
def manuscript(lay):
    return read_manuscript(lay({"resources.toml": TWO}))


def problem_of(call, *arguments):
    with pytest.raises(ZineError) as caught:
        call(*arguments)
    return str(caught.value)


def test_all_are_added_or_none(manuscript):
    path = manuscript.folder / "resources.toml"

    assert problem_of(add_entries, manuscript, ["shout", "samritans", "111", "nhs-"]) == (
        f"{path}: there is no “samritans” in the directory (did you mean samaritans?). "
        "Correct the id; zine resources add shows what can be added. [resource-id]\n"
        f"{path}: there is no “111” in the directory. "
        "Correct the id; zine resources add shows what can be added. [resource-id]\n"
        f"{path}: there is no “nhs-” in the directory (did you mean nhs-111-mh-england or "
        "nhs-24-scotland or nhs-111-wales-mh?). "
        "Correct the id; zine resources add shows what can be added. [resource-id]"
    )
    assert path.read_text("utf-8") == TWO

    assert add_entries(manuscript, ["shout", "cal", "shout"]) == ("shout", "calm")

    assert [entry.id for entry in read_manuscript(manuscript.folder).resources] == [
        "line", "old", "shout", "calm",
    ]  # fmt: skip


def test_nothing_is_overwritten(manuscript):
    add_entries(manuscript, ["shout"])
    there = (manuscript.folder / "resources.toml").read_bytes()

    assert (
        "“shout” stands here already. Leave it out; it stays as it is. [resource-id]"
        in problem_of(add_entries, read_manuscript(manuscript.folder), ["calm", "shout"])
    )
    assert (manuscript.folder / "resources.toml").read_bytes() == there


def test_a_manuscript_without_a_list_gets_one(lay):
    folder = lay({})
    add_entries(read_manuscript(folder), ["shout"])

    assert (folder / "resources.toml").read_text("utf-8") == written("shout")


@pytest.mark.parametrize(
    ("words", "found"),
    [("line", "line"), ("li", "line"), ("2 1 old", "old line"), ("OLD", "old"), ("", "")],
)
def test_an_entry_goes_by_its_id_a_beginning_or_its_number(words, found, manuscript):
    assert [entry.id for entry in entries_called(manuscript, words.split())] == found.split()


def test_what_names_no_entry(manuscript):
    path = manuscript.folder / "resources.toml"

    assert problem_of(entries_called, manuscript, ["lines", "3", "old"]) == (
        f"{path}: there is no entry “lines” (did you mean line?). "
        "Correct the id; zine resources shows them all. [resource-id]\n"
        f"{path}: there is no entry “3”. Correct the id; zine resources shows them all. "
        "[resource-id]"
    )


def test_the_mark_and_the_mode_of_a_file_stay(manuscript):
    path = manuscript.folder / "resources.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TWO.encode())
    path.chmod(0o640)

    record_check(manuscript, "line", CHECK)

    assert path.read_bytes().startswith(b"\xef\xbb\xbf# Our places")
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(manuscript.folder)) == ["posts", "resources.toml", "zine.toml"]


def test_a_file_that_cannot_be_replaced(manuscript, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)

    assert problem_of(record_check, manuscript, "line", CHECK).endswith(
        "the check cannot be written (no space left on device). "
        "Change that and do it again; the file is as it was. [cannot-write]"
    )
    assert sorted(os.listdir(manuscript.folder)) == ["posts", "resources.toml", "zine.toml"]
    assert (manuscript.folder / "resources.toml").read_text("utf-8") == TWO
