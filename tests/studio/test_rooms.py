"""A zine goes through all rooms, as forms: brought in, noted, supported, looked at, planned."""

from __future__ import annotations

import re
import tomllib

import pytest
from visits import guest_of, let_in, studio_of

POST = """---
title: One
---

We sat down.

He told of his suicide attempt that night. I cut myself, and nobody came.

Then it was day.
"""


@pytest.fixture
def robin(lay):
    folder = lay({"posts/one.md": POST})
    robin = guest_of(folder)
    robin.folder = folder
    return robin


def front(robin):
    return (robin.folder / "posts/one.md").read_text().partition("\n---\n")[0]


def test_a_suggestion_stands_at_its_sentence_and_is_accepted_as_a_person_says(robin):
    page = robin.get("/notes/one")
    mark = re.search(r"<mark id=\"m(\d+)\"[^>]*>(.*?)</mark>", page.text)
    assert mark[2] == "He told of his suicide attempt that night."

    form = {"act": "accept suicide-attempt", "level": "mention", "flag": ["personal"]}
    page = robin.post("/notes/one", form)

    assert page.said == "Suicide attempts: readers are told."
    assert front(robin).endswith("notes:\n  - suicide-attempt (edited personal mention)")


def test_nobody_is_said_to_tell_from_experience_unless_a_person_says_so(robin):
    robin.post("/notes/one", {"act": "accept suicide-attempt"})

    assert front(robin).endswith("notes:\n  - suicide-attempt (accepted)")


def test_a_decision_is_taken_back_and_the_file_is_as_it_was(robin):
    robin.post("/notes/one", {"act": "dismiss suicide-attempt"})
    assert "suicide-attempt (dismissed)" in front(robin)

    page = robin.post("/notes/one/undo", {})

    assert page.said == "Undone: dismissed suicide-attempt."
    assert (robin.folder / "posts/one.md").read_text() == POST
    assert robin.post("/notes/one/undo", {}).said == "There is nothing to undo."


def test_a_piece_is_reviewed_when_all_is_decided_and_not_before(robin):
    page = robin.post("/notes/one/reviewed", {"by": "Ada"})
    assert (
        "Suggested notes wait for a decision" in page.words or "wait for a decision" in page.words
    )
    waiting = re.findall(r'value="dismiss ([\w-]+)"', robin.get("/notes/one").text)
    for topic in waiting:
        robin.post("/notes/one", {"act": f"dismiss {topic}"})
    robin.post("/notes/one/status", {"status": "none"})

    page = robin.post("/notes/one/reviewed", {"by": "Ada"})

    assert page.said == "One: reviewed by Ada."
    assert "notes_reviewed_by: Ada" in front(robin)


def test_paragraphs_become_a_passage_with_a_note_of_its_own(robin):
    form = {"first": "7", "last": "7", "topic": "self-harm", "sentence": "What he told."}
    page = robin.post("/notes/one/passage", form)

    assert page.said == "The passage has a note of its own now."
    assert (robin.folder / "posts/one.md").read_text() == POST.replace(
        "He told", "::: note self-harm | What he told.\nHe told"
    ).replace("nobody came.\n", "nobody came.\n:::\n")


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ({"first": "9", "last": "7", "topic": "self-harm", "sentence": "S."}, "no paragraphs one"),
        ({"first": "5", "last": "7", "topic": "self-harm", "sentence": ""}, "needs a topic, and a"),
        ({"first": "x", "last": "7"}, "No paragraphs were chosen."),
    ],
)
def test_what_is_no_passage_is_told_and_changes_nothing(robin, form, wrong):
    page = robin.post("/notes/one/passage", form)

    assert wrong in page.words
    assert (robin.folder / "posts/one.md").read_text() == POST


def test_support_is_added_compared_and_recorded_as_shown(robin):
    robin.post("/about", {"title": "Small hours", "date": "2026-01-31", "regions": "GB"})
    page = robin.post("/support/add", {"id": ["samaritans"]})
    compared = re.search(r'name="id" value="samaritans"><input[^>]*value="([^"]+)"', page.text)[1]
    assert "Nobody has compared it with its page." in page.words

    stale = robin.post("/support/compared", {"id": "samaritans", "compared": "x", "by": "Ada"})
    done = robin.post("/support/compared", {"id": "samaritans", "compared": compared, "by": "Ada"})

    assert "Samaritans was changed since it was shown." in stale.words
    assert done.said == "Samaritans: compared today by Ada."
    (entry,) = tomllib.loads((robin.folder / "resources.toml").read_text())["resource"]
    assert (entry["verified_by"], entry["verified_how"]) == ("Ada", "asked")


def test_a_place_is_written_by_hand_and_one_that_cannot_be_leaves_the_file_as_it_was(robin):
    said = {
        "name": "Warm line", "kind": "peer", "regions": "GB", "topics": "", "way": "voice",
        "display": "+44 20 7946 0000", "hours": "nights", "url": "https://example.org/",
    }  # fmt: skip
    page = robin.post("/support/new", said)
    assert page.said == "Warm line is added. Compare it with its page before a release."
    before = (robin.folder / "resources.toml").read_text()

    page = robin.post("/support/new", said | {"regions": "Nowhere"})

    assert "This did not work" in page.words
    assert (robin.folder / "resources.toml").read_text() == before


def test_an_export_is_looked_at_and_what_is_ticked_is_taken(tmp_path):
    folder = tmp_path / "hours"
    _, sessions, app = studio_of(folder)
    robin = let_in(app, sessions)
    text = "# First\n\nWords.\n"
    body = (
        '--x\r\nContent-Disposition: form-data; name="files"; filename="../../one.md"\r\n\r\n'
        f"{text}\r\n--x--\r\n"
    ).encode()
    heads = {"content-type": "multipart/form-data; boundary=x", "content-length": str(len(body))}
    answer = robin.send("POST", "/import", None, heads, body)
    page = robin.get(answer.headers["location"])
    assert page.words.startswith("What is in it 1 post. Untick what is not wanted. First")
    assert not folder.exists()

    number = answer.headers["location"].split("/")[2].partition("?")[0]
    page = robin.post(f"/import/{number}", {"post": ["first"], "with": ""})

    assert page.said == "1 post taken, at the end of the order."
    assert (folder / "posts/first.md").read_text().endswith("Words.\n")


def test_what_is_chosen_of_the_looks_is_written_and_what_cannot_be_is_told(robin):
    page = robin.post("/looks", {"layout": "chapbook", "accent": "#ffff00"})

    assert "The accent #ffff00 stands out from white paper by 1.0 to 1, not 7." in page.words
    assert tomllib.loads((robin.folder / "zine.toml").read_text())["layout"] == "chapbook"


def test_no_copies_are_no_plan(robin):
    page = robin.post("/print", {"copies": "", "large_print": "0", "pocket": "many"})

    assert "“many” is no number of copies." in page.words
