"""A person lets a finding stand, on record, for that sentence and no other."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest
from releases import RECIPE, laid
from running import zine

from zinewright.manuscript.recipe import Overrule
from zinewright.problems import Problem, ZineError
from zinewright.review.overruling import (
    left_standing,
    let_stand,
    place_of,
    to_overrule,
    with_ways_out,
)

DAY = datetime.date(2026, 1, 31)


def finding(rule: str = "SM07", post: str = "one", line: int = 9, digest: str = "abc") -> Problem:
    return Problem(f"m/posts/{post}.md", line, rule, "W", "F", "warning", digest)


def record(rule: str = "SM07", post: str = "one", digest: str = "abc") -> Overrule:
    return Overrule(rule, post, digest, "It is her own word.", "Ada", DAY)


@pytest.mark.parametrize(
    ("overruled", "is_left"),
    [
        (record(), False),
        (record(rule="SM04"), True),
        (record(post="two"), True),
        (record(digest="abd"), True),
    ],
)
def test_a_record_is_of_one_rule_one_post_and_one_sentence(overruled, is_left):
    assert list(left_standing([finding()], [overruled])) == [finding()] * is_left


def test_what_is_no_finding_in_a_text_cannot_be_let_stand():
    problem = finding(digest="")

    assert list(left_standing([problem], [record(digest="")])) == [problem]


def test_where_a_finding_is():
    fields = Problem("m/zine.toml", 3, "placeholder", "W", "F", "warning", "abc")

    assert (place_of(finding()), place_of(fields)) == ("one", "zine.toml")


FOUND = [finding(), finding(line=12, digest="def"), finding("cut-off", line=20, digest="123")]


@pytest.mark.parametrize(
    ("asked", "which", "line"),
    [
        (("one", "SM07"), {"line": 9}, 9),
        (("one", "sm07"), {"line": 12}, 12),
        (("one", "SM07"), {"sentence": "de"}, 12),
        (("one", "cut-off"), {}, 20),
    ],
)
def test_the_finding_that_is_meant(asked, which, line):
    assert to_overrule(FOUND, *asked, "m", **which).line == line


FOUND_THERE = "SM07 on line 9, SM07 on line 12, cut-off on line 20. [overruled]"


@pytest.mark.parametrize(
    ("asked", "which", "said"),
    [
        (("one", "SM07"), {}, "SM07 is found more than once in one. Say which: --line 9 "
         "--sentence abc, or --line 12 --sentence def. [overruled]"),
        (("one", "SM01"), {},
         f"SM01 is not found there in one. These are found there: {FOUND_THERE}"),
        (("one", "SM07"), {"line": 10},
         f"SM07 is not found there in one. These are found there: {FOUND_THERE}"),
        (("two", "SM07"), {},
         "SM07 is not found there in two. Nothing is found there. [overruled]"),
        (("one", "SM09"), {}, "SM09 is no finding in a text of one, so it cannot be let stand. F. "
         "[overruled]"),
    ],
)  # fmt: skip
def test_what_is_said_where_none_is_meant(asked, which, said):
    with pytest.raises(ZineError) as caught:
        to_overrule([*FOUND, finding("SM09", digest="")], *asked, "m", **which)

    assert str(caught.value) == f"m: {said}"


def test_of_two_on_a_line_each_way_out_names_its_sentence():
    one, other = finding(), finding(digest="def")
    fixes = [problem.fix for problem in with_ways_out([one, other, FOUND[2]], " m")]

    assert fixes == [
        "F; or, where it may stand: zine overrule one SM07 --line 9 --sentence abc --by NAME "
        '--because "…" m',
        "F; or, where it may stand: zine overrule one SM07 --line 9 --sentence def --by NAME "
        '--because "…" m',
        'F; or, where it may stand: zine overrule one cut-off --line 20 --by NAME --because "…" m',
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["", "# a remark, with no end", "[print]\npaper = 'A5'"])
def test_the_record_stands_behind_what_was_there(before, ends, tmp_path):
    text = (RECIPE + before).replace("\n", ends)
    (tmp_path / "zine.toml").write_bytes(text.encode())
    let_stand(tmp_path, finding(), 'They call it "cutting".', "Ada", DAY)
    let_stand(tmp_path, FOUND[2], "It ends so.", "Bo", DAY)
    changed = (tmp_path / "zine.toml").read_bytes().decode()

    assert changed.startswith(text.rstrip())
    assert changed.count("\r\n") == (changed.count("\n") if ends == "\r\n" else 0)
    assert tomllib.loads(changed) == tomllib.loads(text) | {
        "overruled": [
            {"rule": "SM07", "post": "one", "digest": "abc", "reason": 'They call it "cutting".',
             "by": "Ada", "on": DAY, "line": 9},
            {"rule": "cut-off", "post": "one", "digest": "123", "reason": "It ends so.",
             "by": "Bo", "on": DAY, "line": 20},
        ]
    }  # fmt: skip


# --- the whole way


POEM = ("It got light over the roofs.", "It got light over the roofs of the long low houses by the")


@pytest.fixture
def poem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A zine of which one post ends without a full stop, as its author wants it."""
    monkeypatch.chdir(tmp_path)
    return laid(tmp_path / "m", two=POEM)


def rules() -> list[str]:
    lines = zine("check", "m", "--release", "--quick").stdout.splitlines()
    return [line.rpartition("[")[2].rstrip("]") for line in lines]


def test_a_finding_is_let_stand_until_the_sentence_changes(poem):
    assert "cut-off" in rules()
    done = zine(
        "overrule", "tw", "cut-off", "--by", "Ada", "--because", "It is a poem.",
        "--on", "2026-01-31", "m",
    )  # fmt: skip

    assert done.stdout == (
        "m/posts/two.md:10: the post seems to be cut off: it ends with “low houses by the”. It may "
        "stand, says Ada: It is a poem.\n"
    )
    assert "cut-off" not in rules()
    path = poem / "posts" / "two.md"
    path.write_text(path.read_text().replace("long low houses", "long\nlow houses"))
    assert "cut-off" not in rules()
    path.write_text(path.read_text().replace("houses by the", "house by the"))
    assert "cut-off" in rules()


def test_a_bare_address_of_a_pasted_post_is_let_stand(poem):
    path = poem / "posts" / "one.md"
    path.write_text(path.read_text() + "\nMore: https://night.example/\n")
    assert "link-words" in rules()
    zine("overrule", "one", "link-words", "--by", "Ada", "--because", "Pasted so.", "m")

    assert "link-words" not in rules()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--because", " "], "say why it may stand"),
        (["--because", "…"], "say why it may stand"),
        (["--because", "So.", "--by", "NAME"], "“NAME” is nobody"),
        (["--because", "So.", "--on", "2999-01-01"], "2999-01-01 is still to come"),
    ],
)
def test_a_record_has_a_reason_and_a_day_that_was(words, said, poem):
    refused = zine("overrule", "two", "cut-off", "--by", "Ada", *words, "m")

    assert refused.exit_code == 2
    assert said in refused.stderr
    assert "overruled" not in (poem / "zine.toml").read_text()


def test_what_a_person_wrote_into_the_record_by_hand_is_checked(poem):
    with (poem / "zine.toml").open("a") as file:
        file.write('[[overruled]]\nrule = "cut-off"\npost = "two"\nreason = ""\nby = 7\n')
    found = zine("check", "m").stdout.splitlines()

    assert [line for line in found if "zine.toml" in line] == [
        'm/zine.toml:5: “digest” is missing. Write digest = "…". [value]',
        "m/zine.toml:5: “on” is missing. Write it as year-month-day without quotation marks, like "
        "on = 2026-01-31. [value]",
        'm/zine.toml:9: “by” is not text. Write by = "…". [value]',
    ]
