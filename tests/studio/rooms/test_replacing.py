"""Words that are replaced in all pieces: first what would change is shown, then it is done."""

from __future__ import annotations

import re

import pytest
from visits import guest_of

FILES = {
    "posts/one.md": "---\ntitle: A ward\n---\n\nThe ward. A Ward.\n",
    "posts/two.md": "---\r\ntitle: Two\r\n---\r\n\r\nRewarded in the ward.\r\n",
    "posts/three.md": "No front matter, and none of them.\n",
}


@pytest.fixture
def folder(lay):
    return lay(FILES)


def ticked(page):
    return re.findall(r'name="piece" value="([^"]+)"', page.text)


def texts(folder):
    return [(folder / name).read_bytes().decode() for name in FILES]


def test_it_is_shown_what_would_change_and_nothing_is_changed(folder):
    page = guest_of(folder).get("/replace?find=ward&with=hospital")

    assert "A ward: 2 places" in page.words
    assert "Two: 2 places" in page.words
    assert "… The ward hospital . A Ward." in re.sub(r"\s+", " ", page.words)
    assert len(ticked(page)) == 2
    assert texts(folder) == list(FILES.values())


def test_the_ticked_pieces_are_changed_below_what_is_said_of_them(folder):
    robin = guest_of(folder)
    chosen = ticked(robin.get("/replace?find=ward&with=hospital"))

    page = robin.post("/replace", {"find": "ward", "with": "hospital", "piece": chosen})

    assert page.said == "Replaced 4 times. What was there is in the history."
    assert texts(folder) == [
        "---\ntitle: A ward\n---\n\nThe hospital. A hospital.\n",
        "---\r\ntitle: Two\r\n---\r\n\r\nRehospitaled in the hospital.\r\n",
        FILES["posts/three.md"],
    ]
    assert "Robin" in robin.get("/history").words


def test_capitals_can_count(folder):
    robin = guest_of(folder)
    page = robin.get("/replace?find=Ward&with=room&exact=yes")

    robin.post("/replace", {"find": "Ward", "with": "room", "exact": "yes", "piece": ticked(page)})

    assert texts(folder)[0] == "---\ntitle: A ward\n---\n\nThe ward. A room.\n"
    assert texts(folder)[1:] == list(FILES.values())[1:]


def test_what_came_in_meanwhile_stays_as_it_is(folder):
    robin = guest_of(folder)
    chosen = ticked(robin.get("/replace?find=ward&with=hospital"))
    path = folder / "posts/one.md"
    path.write_text(path.read_text() + "\nAnother ward!\n")

    robin.post("/replace", {"find": "ward", "with": "hospital", "piece": chosen})

    assert texts(folder)[0].endswith("The hospital. A hospital.\n\nAnother ward!\n")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"find": "ward", "piece": "nowhere " + "0" * 64}, "There is no piece “nowhere”"),
        ({"find": "", "piece": "one " + "0" * 64}, ""),
        ({"find": "ward"}, ""),
    ],
)
def test_nothing_is_changed_without_words_or_pieces(folder, fields, said):
    page = guest_of(folder).post("/replace", {"with": "x", **fields})

    assert said in page.words
    assert texts(folder) == list(FILES.values())
