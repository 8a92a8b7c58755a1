"""`zine notes`: what it shows, and the decisions that it writes."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from running import Lay, zine

from zinewright.cli import main
from zinewright.commands import decisions
from zinewright.languages import vocabulary
from zinewright.press import build as press
from zinewright.review import matrix
from zinewright.review.suggest.scan import Evidence

RECIPE = 'title = "Small hours"\ndate = 2026-01-31\norder = ["one", "two", "three", "four"]\n'
ONE = """---
title: One
notes: [grief, night work (own personal)] # hers
---

We sat up.

I was sectioned in May. The ward was full, and I was restrained.

::: note debt | The bailiffs.
They came for the television.
:::
"""
TWO = "# Two\n\nContent warning: mentions of suicide and systemic abuse.\n\nText.\n"
THREE = "---\ntitle: Three\nnotes: greif\n---\n\nText.\n"
FOUR = "---\ntitle: Four\n---\n\nIt was raining.\n"
FILES = {
    "zine.toml": RECIPE, "posts/one.md": ONE, "posts/two.md": TWO, "posts/three.md": THREE,
    "posts/four.md": FOUR,
}  # fmt: skip


def said(*words: str) -> str:
    done = zine("notes", *words)
    return f"{done.output}{f'exit {done.exit_code}' if done.exit_code else ''}".strip()


def test_what_every_post_holds(lay: Lay) -> None:
    lay(FILES)

    assert (
        said("m")
        == """\
one: has notes, not reviewed
  author-stated  death-grief
  author-stated  night work: from experience
  author-stated  poverty-homelessness (in a part with a note of its own)
  suggested      restraint-forced-treatment
                 line 8: The ward was full, and I was restrained.
  suggested      detention-sectioning
                 line 8: I was sectioned in May.
two: has notes, not reviewed
  author-stated  suicide: mention
  author-stated  service-harm: mention
three: nobody has looked yet, not reviewed
  no topic       greif (did you mean grief?) (line 3)
four: nobody has looked yet, not reviewed
2 suggestions wait for a decision; decide with: zine notes accept (or dismiss) one m
If no notes apply: zine notes none four m (or unsaid, if the author chooses not to say)"""
    )


def test_the_same_for_programs(lay: Lay) -> None:
    lay(FILES)
    read = json.loads(zine("notes", "m", "--json").stdout)
    one, two, three, _ = read["posts"]

    assert {key: one[key] for key in ("post", "status", "reviewed", "review_counts", "lacks")} == {
        "post": "one", "status": "noted", "reviewed": None, "review_counts": False,
        "lacks": "nobody has reviewed the content notes",
    }  # fmt: skip
    assert one["notes"][0] == {
        "topic": "death-grief", "level": None, "flags": [], "from_experience": False,
        "state": "author-stated", "evidence": [],
    }  # fmt: skip
    assert one["notes"][1]["from_experience"] is True
    assert one["notes"][2]["passage"] == "one--passage-1"
    assert one["notes"][4] == {
        "topic": "detention-sectioning", "level": None, "flags": [], "from_experience": False,
        "state": "suggested", "evidence": [{"line": 8, "text": "I was sectioned in May."}],
    }  # fmt: skip
    assert two["notes"][1] == {
        "topic": "service-harm", "level": "mention", "flags": [], "from_experience": False,
        "state": "author-stated",
        "evidence": [
            {"line": 3, "text": "Content warning: mentions of suicide and systemic abuse."}
        ],
    }  # fmt: skip
    assert (three["no_topics"], three["unread"]) == (
        [{"words": "greif", "line": 3, "nearest": ["grief"]}], []
    )  # fmt: skip


def test_what_nobody_recognised_is_listed(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(FILES)
    unread = (Evidence(6, "They kept her laces.", ""),)
    plain = matrix.notes_of
    monkeypatch.setattr(press, "notes_of", lambda chapter, found, _: plain(chapter, found, unread))

    assert (
        "four: nobody has looked yet, not reviewed\n"
        "  nothing recognised here, but read it:\n"
        "                 line 6: They kept her laces.\n"
    ) in said("m")
    assert json.loads(zine("notes", "m", "--json").stdout)["posts"][3]["unread"] == [
        {"line": 6, "text": "They kept her laces."}
    ]


def test_decisions_stand_in_the_file(lay: Lay) -> None:
    folder = lay(FILES)

    assert said("accept", "one", "detention-sectioning", "m") == (
        "one: detention-sectioning (accepted)"
    )
    assert said("dismiss", "one.md", "m") == "one: restraint-forced-treatment (dismissed)"
    assert said("set", "one", "Grief", "--level", "discussion", "m") == (
        "one: death-grief (edited discussion), in place of: death-grief, which the author states"
    )
    assert said("accept", "one", "m") == "Nothing is suggested for one."
    assert said("reviewed", "one", "--by", "Ada", "--on", "2026-01-30", "m") == (
        "one: reviewed 2026-01-30 by Ada"
    )
    assert re.sub(r" [0-9a-f]{12}", " …", (folder / "posts/one.md").read_text("utf-8")) == (
        ONE.replace(
            "notes: [grief, night work (own personal)] # hers",
            "notes: [death-grief (edited discussion), night work (own personal), "
            "detention-sectioning (accepted), restraint-forced-treatment (dismissed)] "
            "# hers\nnotes_reviewed: 2026-01-30\nnotes_reviewed_by: Ada\n"
            "notes_reviewed_of: title … summary … text … notes …",
        )
    )


TAKEN_BACK = [
    # commands one after another, and what the last one says
    (["accept one restraint", "dismiss one restraint"],
     "one: restraint-forced-treatment (dismissed), in place of: restraint-forced-treatment "
     "(accepted)"),
    (["dismiss one restraint", "accept one restraint"],
     "one: restraint-forced-treatment (accepted), in place of: "
     "restraint-forced-treatment (dismissed)"),
    (["accept one restraint", "accept one restraint"],
     "one: restraint-forced-treatment (accepted) stands already."),
    (["dismiss one restraint", "dismiss one restraint"],
     "one: restraint-forced-treatment (dismissed) stands already."),
    (["accept one grief"], "one: death-grief stands already."),
    (["dismiss one grief"],
     "one: death-grief (dismissed), in place of: death-grief, which the author states"),
    (["dismiss two suicide"],
     "two: suicide (dismissed), in place of: suicide (mention), which the author states"),
    (["dismiss one", "dismiss one grief 'night work'", "none one"], "one: no notes apply"),
    (["dismiss one", "dismiss one grief 'night work'", "none one", "accept one restraint"],
     "one: restraint-forced-treatment (accepted), in place of: no notes apply, "
     "restraint-forced-treatment (dismissed)"),
    (["none four", "unsaid four"],
     "four: the author chooses not to say, in place of: no notes apply"),
    (["none four", "set four racism"], "four: racism (edited), in place of: no notes apply"),
    (["set four racism --level detail", "none four"],
     "four: no notes apply, in place of: racism (edited detail)"),
    (["none three"], "three: no notes apply, in place of: greif"),
    (["dismiss three greif"],
     "three: greif (dismissed), in place of: greif, which the author states"),
    (["set three greif --own"], "three: greif (edited own), in place of: greif, which the author "
                                "states"),
    (["set four grief --personal --theme", "set four grief --not-personal"],
     "four: death-grief (edited theme), in place of: death-grief (edited personal theme)"),
    (["set four grief --flag personal --level detail", "set four grief --no-level"],
     "four: death-grief (edited personal), in place of: death-grief (edited personal detail)"),
    (["set four grief", "set four grief"], "four: death-grief (edited) stands already."),
    (["set one restraint"], "one: restraint-forced-treatment (edited)"),
    (["summary four A", "summary four B"], "four: B, in place of: A"),
    (["summary four A", "summary four A"], "four: that is its summary already."),
]  # fmt: skip


@pytest.mark.parametrize(("commands", "answer"), TAKEN_BACK)
def test_decisions_can_be_taken_back(commands: list[str], answer: str, lay: Lay) -> None:
    lay(FILES)

    assert [said(*shlex.split(command), "m") for command in commands][-1] == answer
    assert zine("notes", "m").exit_code == 0


def test_accepting_never_says_that_it_is_told_from_experience(lay: Lay) -> None:
    notes = "---\ntitle: One\nnotes: [racism (suggested personal detail)]\n---\n\nText.\n"
    folder = lay({"posts/one.md": notes})

    assert said("accept", "one", "m") == "one: racism (accepted detail)"
    assert "racism (accepted detail)" in (folder / "posts/one.md").read_text("utf-8")


def test_several_posts_at_once(lay: Lay) -> None:
    lay(FILES)

    assert said("none", "thr", "4", "m") == (
        "three: no notes apply, in place of: greif\nfour: no notes apply"
    )
    assert said("accept", "restraint", "1", "two", "m") == (
        "one: restraint-forced-treatment (accepted)"
    )
    assert said("dismiss", "1", "2", "3", "m") == "one: detention-sectioning (dismissed)"
    assert said(
        "reviewed", "m/posts/one.md", "two", "3", "--by", "Ada", "--on", "2026-01-30", "m"
    ) == (
        "one: reviewed 2026-01-30 by Ada\ntwo: reviewed 2026-01-30 by Ada\n"
        "three: reviewed 2026-01-30 by Ada"
    )


def test_a_decision_ends_a_review_and_says_so(lay: Lay) -> None:
    lay(FILES)
    said("none", "four", "m")
    said("reviewed", "four", "--by", "Ada", "--on", "2026-01-30", "m")

    assert said("m").count("four: no notes apply, reviewed 2026-01-30 by Ada\n") == 1
    assert said("set", "four", "racism", "m") == (
        "four: the review of 2026-01-30 by Ada ends with that; when you have looked again: zine "
        "notes reviewed four --by NAME m\nfour: racism (edited), in place of: no notes apply"
    )
    assert (
        "four: has notes, reviewed 2026-01-30 by Ada, which does not count: the notes changed "
        "after the content notes were reviewed\n"
    ) in said("m")


ALL = """\
one: has notes; death-grief, night work (own personal), restraint-forced-treatment (accepted), \
detention-sectioning (accepted); in parts of it: poverty-homelessness
two: has notes; suicide (mention), service-harm (mention)
four: the author chooses not to say
"""


def test_all_posts_are_reviewed_when_a_person_says_so(
    lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay(FILES)
    said("accept", "one", "m")
    said("unsaid", "four", "m")
    words = ("notes", "reviewed", "--all", "--by", "Ada", "m")
    before = {path.name: path.read_bytes() for path in folder.glob("posts/*")}
    nobody = zine(*words)

    assert (nobody.exit_code, nobody.stdout) == (2, ALL)
    assert nobody.stderr.endswith("nobody could be asked. To write what is shown: --yes\n")
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    refused = CliRunner().invoke(main, words, input="n\n")
    assert "Did Ada look at the notes of these 3 posts? [y/N]" in refused.stderr
    assert before == {path.name: path.read_bytes() for path in folder.glob("posts/*")}
    done = CliRunner().invoke(main, words, input="y\n")
    assert done.exit_code == 1  # for three waits
    assert "m/posts/three.md:3: “greif” among the notes is no topic" in done.stderr
    assert [line.split(": ")[0] for line in done.stdout.splitlines() if "reviewed" in line] == [
        "one", "two", "four",
    ]  # fmt: skip
    said("none", "three", "m")
    assert zine(*words[:-1], "--yes", "m").stdout.startswith("three: no notes apply\nthree: rev")
    assert said(*words[1:]) == "There is nothing else to review."


@pytest.mark.parametrize("verb", ["accept", "dismiss"])
def test_all_suggestions_are_decided_on_when_a_person_says_so(verb: str, lay: Lay) -> None:
    folder = lay(FILES)
    nobody = zine("notes", verb, "--all", "m")

    assert (nobody.exit_code, nobody.stdout.count("\n")) == (2, 2)
    assert (folder / "posts/one.md").read_text("utf-8") == ONE
    assert zine("notes", verb, "--all", "--yes", "m").exit_code == 0
    assert (folder / "posts/one.md").read_text("utf-8").count(f" ({verb}ed") == 2
    assert said(verb, "--all", "m") == "Nothing is suggested for one, two, three, four."


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("accept", "thre-", "m"),
         "m: “thre-” is neither a post in the order nor a topic (did you mean three or threat?). "
         "Correct it; zine notes shows all posts and topics. [no-such-post]\nexit 1"),
        (("accept", "one", "racism", "m"),
         "m/posts/one.md: no note on “racism” is suggested. zine notes m shows what is; to write "
         "one all the same: zine notes set one racism m. [topic]\nexit 1"),
        (("set", "one", "suicde", "m"),
         "m/posts/one.md: there is no topic “suicde” (did you mean suicide?). Name one of the "
         "vocabulary; for words of one’s own: zine notes set one suicde --own m, or [[topic]] in "
         "zine.toml. [topic]\nexit 1"),
        (("none", "one", "m"),
         "m/posts/one.md: the author states notes: death-grief, night work. If they do not hold: "
         "zine notes dismiss one death-grief 'night work' m. [notes]\nexit 1"),
        (("reviewed", "one", "four", "--by", "Ada", "m"),
         "m/posts/four.md: nobody has said whether content notes apply. If none do: zine notes "
         "none four m. If the author chooses not to say: zine notes unsaid four m. [notes-review]\n"
         "m/posts/one.md: suggested notes wait for a decision: restraint-forced-treatment, "
         "detention-sectioning. Decide on them first: zine notes accept one m (or dismiss). "
         "[notes-waiting]\nexit 1"),
        (("none", "nobody", "m"),
         "m: there is no post “nobody” in the order. Write its name, the beginning of it, or its "
         "number; zine order m shows them all. [no-such-post]\nexit 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided(words: tuple[str, ...], answer: str, lay: Lay) -> None:
    folder = lay(FILES)

    assert said(*words) == answer
    assert (folder / "posts/one.md").read_text("utf-8") == ONE


@pytest.mark.parametrize(
    "words",
    [
        ("accept", "m"), ("none", "m"), ("reviewed", "--by", "Ada", "m"),
        ("accept", "--all", "one", "m"), ("reviewed", "--all", "one", "--by", "Ada", "m"),
        ("set", "one", "grief", "--level", "detail", "--no-level", "m"),
        ("set", "one", "grief", "--flag", "theme", "--not-theme", "m"),
        ("summary", "one", " ", "m"), ("summary", "one", "a\x07", "m"),
    ],
)  # fmt: skip
def test_a_wrong_use(words: tuple[str, ...], lay: Lay) -> None:
    folder = lay(FILES)

    assert zine("notes", *words).exit_code == 2
    assert (folder / "posts/one.md").read_text("utf-8") == ONE


def test_the_order_says_what_is_known(lay: Lay) -> None:
    lay(FILES)
    said("none", "four", "m")

    assert [
        line for line in zine("order", "m").stdout.splitlines() if line.startswith("     ")
    ] == [
        "     One",
        "     middling; notes: death or grief, night work, poverty or homelessness; 2 suggested",
        "     Two",
        "     light; notes: suicide, harm in health or care services",
        "     Three",
        "     nobody has looked yet",
        "     Four",
        "     no notes apply",
    ]


def test_remedies_can_be_pasted(lay: Lay, tmp_path: Path) -> None:
    lay(FILES).rename(tmp_path / "my zine")

    assert "zine notes none four 'my zine' (or unsaid" in said("my zine")
    assert said("none", "four", "my zine") == "four: no notes apply"


@pytest.mark.parametrize("words", [("--on", "2999-01-01"), ("--on", "May"), ("--by", " ")])
def test_a_review_wants_a_name_and_a_day_that_was(words: tuple[str, ...], lay: Lay) -> None:
    lay(FILES)

    assert zine("notes", "reviewed", "two", "--by", "Ada", *words, "m").exit_code == 2


def test_three_heavy_pieces_in_a_row(lay: Lay) -> None:
    heavy = "---\ntitle: {0}\nnotes: [suicide (personal description)]\n---\n\nText.\n"
    posts = {f"posts/{name}.md": heavy.format(name) for name in ("one", "two", "three")}
    recipe = RECIPE.replace(', "four"', "")
    lay({"zine.toml": recipe} | posts)
    done = zine("order", "m")

    assert done.stdout.count("     heavy; notes: suicide\n") == 3
    assert done.stderr.endswith(
        "3 heavy pieces follow each other: one, two, three. A lighter one between them helps.\n"
    )


def test_the_levels_that_can_be_said_are_those_of_the_vocabulary():
    assert tuple(decisions.LEVELS) == vocabulary.LEVELS
