"""An order and a move → the whole of `zine.toml`, before and after."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Lay, zine

from zinewright.manuscript.edit.order import Destination, drop_posts, move_posts, reordered
from zinewright.problems import ZineError

HEAD = 'title = "Small hours"\ndate = 2026-01-31\n'

ONE_A_LINE = """\
# The recipe. order = ["not", "this"]
title = "Small hours"   # a remark
date = 2026-01-31

order = [
  # first the easy ones
  "one",        # it is short
    "two",
  # then the hard one

  'three'  # ask Bo
]
description = '''
order = ["nor", "this"]
'''
"""
ONE_A_LINE_AFTER = """\
# The recipe. order = ["not", "this"]
title = "Small hours"   # a remark
date = 2026-01-31

order = [
  # first the easy ones
  'three',  # ask Bo
  "one",        # it is short
  # then the hard one

    "two"
]
description = '''
order = ["nor", "this"]
'''
"""
LAYOUTS = {
    "one a line": (ONE_A_LINE, ONE_A_LINE_AFTER),
    "in a line": (
        HEAD + 'order = ["one", "two", "three"]  # all\n',
        HEAD + 'order = ["three", "one", "two"]  # all\n',
    ),
    "in a line, with single quotation marks and odd spaces": (
        HEAD + "order=['one' ,\"two\",   'three',]",
        HEAD + "order=['three' ,'one',   \"two\",]",
    ),
    "two a line": (
        HEAD + 'order = [ # two a line\n  "one", "two", # these\n  "three" ] # and that\n',
        HEAD + 'order = [ # two a line\n  "three", "one", # these\n  "two" ] # and that\n',
    ),
    "the first on the line of the key": (
        HEAD + '"order" = ["one",\n         "two",\n         "three"]\n',
        HEAD + '"order" = ["three",\n         "one",\n         "two"]\n',
    ),
    "commas at the beginnings of lines": (
        HEAD + 'order = [\n    "one"\n  , "two"\n  , "three"\n]\n',
        HEAD + 'order = [\n    "three"\n  , "one"\n  , "two"\n]\n',
    ),
    "the line ends of Windows": (
        (HEAD + 'order = [\n  "one",  # a\n  "two",\n  "three"\n]\n').replace("\n", "\r\n"),
        (HEAD + 'order = [\n  "three",\n  "one",  # a\n  "two"\n]\n').replace("\n", "\r\n"),
    ),
    "a byte-order mark": (
        "\ufeff" + HEAD + 'order = ["one", "two", "three"]\n',
        "\ufeff" + HEAD + 'order = ["three", "one", "two"]\n',
    ),
    "quotation marks in remarks, brackets in names": (
        HEAD + 'order = [\n  "one", # not "three"]\n  "two", # it\'s\n  "three", # ]\n]\n',
        HEAD + 'order = [\n  "three", # ]\n  "one", # not "three"]\n  "two", # it\'s\n]\n',
    ),
    "the last line has no end": (
        HEAD + 'order = [\n"one",\n"two",\n"three"]',
        HEAD + 'order = [\n"three",\n"one",\n"two"]',
    ),
    "no order": (
        HEAD + "# that is all\n",
        HEAD + '# that is all\norder = [\n    "three",\n    "one",\n    "two",\n]\n',
    ),
    "an empty order": (
        HEAD + 'order = [] # to do\nlicence = "CC0"\n',
        HEAD + 'order = [\n    "three",\n    "one",\n    "two",\n] # to do\nlicence = "CC0"\n',
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_but_the_order_stays(layout: str, lay: Lay) -> None:
    before, after = LAYOUTS[layout]
    posts = {f"posts/{name}.md": f"# {name}\n" for name in ("one", "three", "two")}
    folder = lay({"zine.toml": before} | posts)
    if "order" not in tomllib.loads(before.removeprefix("\ufeff")) or "[]" in before:
        move_posts(folder, ["two"], Destination())  # without an order, posts come by their names
        move_posts(folder, ["one"], Destination(after="three"))
    else:
        assert move_posts(folder, ["three"], Destination(first=True)) == ("three", "one", "two")

    assert (folder / "zine.toml").read_bytes().decode() == after


PLACES = {
    "--first": ["c", "a", "b", "d"],
    "--last": ["a", "b", "d", "c"],
    "--before a": ["c", "a", "b", "d"],
    "--before d": ["a", "b", "c", "d"],
    "--before c": ["a", "b", "c", "d"],
    "--after a": ["a", "c", "b", "d"],
    "--after d": ["a", "b", "d", "c"],
    "--after c": ["a", "b", "c", "d"],
    "--to 1": ["c", "a", "b", "d"],
    "--to 2": ["a", "c", "b", "d"],
    "--to 4": ["a", "b", "d", "c"],
    "--before m/posts/b.md": ["a", "c", "b", "d"],
}


@pytest.mark.parametrize("place", PLACES)
def test_every_place(place: str, lay: Lay) -> None:
    recipe = HEAD + 'order = ["a", "b", "c", "d"]\n'
    posts = {f"posts/{name}.md": f"# {name}\n" for name in "abcd"}
    folder = lay({"zine.toml": recipe, "posts/one.md": None} | posts)
    moved = zine("move", "c", *place.split(), "m")

    assert moved.output == "".join(f"{n:>3}  {name}\n" for n, name in enumerate(PLACES[place], 1))
    assert tomllib.loads((folder / "zine.toml").read_text())["order"] == PLACES[place]


def test_a_post_is_named_by_its_file_as_well(lay: Lay) -> None:
    folder = lay({"zine.toml": HEAD + 'order = ["one", "two"]\n', "posts/two.md": "# Two\n"})

    assert move_posts(folder, ["m/posts/two.md"], Destination(first=True)) == ("two", "one")


def test_a_post_that_is_not_written_yet_can_be_passed(lay: Lay) -> None:
    folder = lay({"zine.toml": HEAD + 'order = ["later", "one"]\n'})

    assert move_posts(folder, ["one"], Destination(first=True)) == ("one", "later")


@pytest.mark.parametrize(
    "recipe",
    ['order = ["one", "one", "two"]\n', 'order = "one"\n', 'order = ["one", "two"]\nx = 1\n'],
)
def test_a_recipe_with_faults_stays_as_it_is(recipe: str, lay: Lay) -> None:
    folder = lay({"zine.toml": HEAD + recipe, "posts/two.md": "# Two\n"})

    with pytest.raises(ZineError):
        move_posts(folder, ["two"], Destination(first=True))
    assert (folder / "zine.toml").read_text() == HEAD + recipe


def test_a_recipe_that_is_a_link_stays_one(lay: Lay) -> None:
    folder = lay({"zine.toml": None, "posts/two.md": "# Two\n"})
    (folder / "recipes").mkdir()
    (folder / "recipes/spring.toml").write_text(HEAD + 'order = ["one", "two"]\n')
    (folder / "zine.toml").symlink_to("recipes/spring.toml")
    move_posts(folder, ["two"], Destination(first=True))

    assert (folder / "zine.toml").readlink() == Path("recipes/spring.toml")
    assert 'order = ["two", "one"]' in (folder / "recipes/spring.toml").read_text()


NAMES = st.lists(st.sampled_from(["a", "b-1", "c.d", "é", "ل", "x]y", "p#q", "it's"]), unique=True)
GAPS = st.sampled_from(["", " ", "\n", "\n  ", " # x\n", ' # "a", ]\n', "\n# '\n\n  ", "\r\n"])
REST = st.lists(
    st.sampled_from(
        [
            'a = "order = [1]"',
            "# order = ['a']",
            'b = """\norder = ["a"]\n"""',
            "c = '''order = [\n'''",
            "d = [1, [2, 3]]",
            "e = { order = [4] }",
            'f = "\\"["',
            "",
        ]
    ),
    unique=True,
)


@given(NAMES, REST, REST, st.data())
def test_any_order_of_any_recipe_keeps_everything_else(
    names: list[str], before: list[str], behind: list[str], data: st.DataObject
) -> None:
    gap = lambda: data.draw(GAPS)  # noqa: E731
    quoted = [f'"{name}"' if "'" in name else data.draw(st.sampled_from([f'"{name}"', f"'{name}'"]))
              for name in names]  # fmt: skip
    items = ",".join(f"{gap()}{name}{gap()}" for name in quoted)
    comma = data.draw(st.sampled_from(["", ","])) if names else ""
    behind = [line for line in behind if line == "" or line not in before]
    text = "\n".join([*before, f"order = [{items}{comma}{gap()}]", *behind])
    order = data.draw(st.permutations(names))
    changed = reordered(text, order)

    assert tomllib.loads(changed) == tomllib.loads(text) | {"order": order}
    if names:
        assert sorted(changed) == sorted(text)
        assert changed.startswith("\n".join(before))
        assert changed.endswith("\n".join(behind))


SEVERAL = {
    "c a --first": "c a b d",
    "c a --last": "b d c a",
    "d b --before a": "d b a c",
    "d b --after a": "a d b c",
    "a b --to 2": "c a b d",
    "a b c d --to 4": "a b c d",
    "4 m/posts/b.md --first": "d b a c",
    "a a d --last": "b c a d",
    "d b --before b": "a d b c",
    "loose --last": "a b c d loose",
    "loose c --first": "loose c a b d",
    "loo --to 5": "a b c d loose",
    "d --before 1": "d a b c",
}


@pytest.mark.parametrize("words", SEVERAL)
def test_several_posts_stay_together_as_they_are_named(words: str, lay: Lay) -> None:
    recipe = HEAD + 'order = ["a", "b", "c", "d"]\n'
    posts = {f"posts/{name}.md": f"# {name}\n" for name in ("a", "b", "c", "d", "loose")}
    folder = lay({"zine.toml": recipe, "posts/one.md": None} | posts)
    moved = zine("move", *words.split(), "m")

    assert moved.exit_code == 0
    assert tomllib.loads((folder / "zine.toml").read_text())["order"] == SEVERAL[words].split()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("x b y --first", "there is no post “x” in the order"),
        ("x b y --first", "there is no post “y” in the order"),
        ("a --before lost", "there is no post “lost” in the order"),
        ("a --before loose", "there is no post “loose” in the order"),
        ("5 --first", "there is no post number 5 in the order. Choose 1 to 4"),
        ("a --to 5", "there is no place 5 in the order. Choose 1 to 4"),
        ("loose --to 6", "there is no place 6 in the order. Choose 1 to 5"),
    ],
)
def test_a_move_that_is_none(words: str, said: str, lay: Lay) -> None:
    recipe = HEAD + 'order = ["a", "b", "c", "d"]\n'
    posts = {f"posts/{name}.md": f"# {name}\n" for name in ("a", "b", "c", "d", "loose")}
    folder = lay({"zine.toml": recipe, "posts/one.md": None} | posts)
    moved = zine("move", *words.split(), "m")

    assert (moved.exit_code, moved.stdout) == (1, "")
    assert said in moved.stderr
    assert (folder / "zine.toml").read_text() == recipe


DROPPED = """\
# The recipe. order = ["not", "this"]
title = "Small hours"   # a remark
date = 2026-01-31

order = [
  # first the easy ones
  "one",        # it is short
  # then the hard one

  'three'  # ask Bo
]
description = '''
order = ["nor", "this"]
'''
dropped = ["two"]
"""


def test_a_post_that_is_dropped_keeps_its_file_and_comes_back(lay: Lay) -> None:
    posts = {f"posts/{name}.md": f"# {name}\n\nText.\n" for name in ("one", "three", "two")}
    folder = lay({"zine.toml": ONE_A_LINE} | posts)
    dropped = zine("drop", "2", "m")

    assert (dropped.exit_code, dropped.stdout) == (0, "  1  one\n  2  three\n")
    assert dropped.stderr == (
        "two is left out; its text stays in m/posts/two.md. "
        "To bring it back: zine move two --last m\n"
    )
    assert (folder / "zine.toml").read_text() == DROPPED
    assert (folder / "posts/two.md").is_file()
    assert "[order]" not in zine("check", "m").stdout
    assert zine("move", "two", "--after", "one", "m").stdout == "  1  one\n  2  two\n  3  three\n"
    read = tomllib.loads((folder / "zine.toml").read_text())
    assert (read["order"], read["dropped"]) == (["one", "two", "three"], [])


DROPS = {
    'order = ["a", "b", "c"]  # all\n': {
        "a": 'order = ["b", "c"]  # all\n',
        "b": 'order = ["a", "c"]  # all\n',
        "c": 'order = ["a", "b"]  # all\n',
        "a c": 'order = ["b"]  # all\n',
    },
    "order=['a' ,\"b\",   'c',]\n": {
        "b": "order=['a' ,'c',]\n",
        "c": "order=['a' ,\"b\",   ]\n",
    },
    'order = [ # two a line\n  "a", "b", # these\n  "c" ] # and that\n': {
        "a": 'order = [ # two a line\n  "b", # these\n  "c" ] # and that\n',
        "b": 'order = [ # two a line\n  "a", # these\n  "c" ] # and that\n',
        "c": 'order = [ # two a line\n  "a", "b" # these\n ] # and that\n',
    },
    'order = [\n    "a"\n  , "b"\n  , "c"\n]\n': {
        "a": 'order = [\n    "b"\n  , "c"\n]\n',
        "b": 'order = [\n    "a"\n  , "c"\n]\n',
        "c": 'order = [\n    "a"\n  , "b"\n  \n]\n',
    },
    'order = [\r\n  "a", # A\r\n  "b",\r\n  "c"\r\n]\r\n': {
        "b": 'order = [\r\n  "a", # A\r\n  "c"\r\n]\r\n',
        "c": 'order = [\r\n  "a", # A\r\n  "b",\r\n]\r\n',
    },
    "": {
        "b": 'order = ["a", "c"]\n',
    },
}


@pytest.mark.parametrize(
    ("before", "names"), [(before, names) for before, after in DROPS.items() for names in after]
)
def test_a_drop_keeps_everything_else(before: str, names: str, lay: Lay) -> None:
    posts = {f"posts/{name}.md": f"# {name}\n" for name in "abc"}
    folder = lay({"zine.toml": HEAD + before, "posts/one.md": None} | posts)
    left, gone = drop_posts(folder, names.split())
    end = "\r\n" if "\r" in before else "\n"
    written = ", ".join(f'"{name}"' for name in names.split())

    assert (folder / "zine.toml").read_bytes().decode() == (
        f"{HEAD}{DROPS[before][names]}dropped = [{written}]{end}"
    )
    assert (set(left) | set(gone), gone) == (set("abc"), tuple(names.split()))


def test_the_last_post_stays(lay: Lay) -> None:
    lay({})
    dropped = zine("drop", "one", "m")

    assert (dropped.exit_code, dropped.stdout) == (1, "")
    assert dropped.stderr == (
        "m/zine.toml: that would leave no post in the zine. "
        "Keep one, or move another in first. [order]\n"
    )


def test_a_post_in_no_order_is_left_out_on_purpose_once_it_is_dropped(lay: Lay) -> None:
    lay({"posts/two.md": "# Two\n\nText.\n"})
    assert "“two” is not in the order" in zine("check", "m").stdout
    assert zine("drop", "two", "m").exit_code == 0

    assert "[order]" not in zine("check", "m").stdout


@pytest.mark.parametrize("name", ["move", "drop"])
def test_which_post(name: str, lay: Lay) -> None:
    lay({})
    result = zine(name, "m")

    assert result.exit_code == 2
    assert "say which post: zine order shows them all" in result.stderr


def test_the_order_for_people_and_for_programs(lay: Lay) -> None:
    one = "---\ntitle: One\nkind: foreword\nnotes: none\n---\n\nFour words are here.\n"
    two = "---\ntitle: Two\nnotes: [grief, debt]\n---\n\nThree words here.\n"
    recipe = HEAD + 'order = ["one", "two"]\n'
    lay({"zine.toml": recipe, "posts/one.md": one, "posts/two.md": two})

    assert json.loads(zine("order", "m", "--json").stdout) == {
        "posts": [
            {"post": "one", "title": "One", "words": 4, "pages": 1, "first_page": 3, "notes": [],
             "weight": 0, "status": "none", "suggested": 0},
            {"post": "two", "title": "Two", "words": 3, "pages": 1, "first_page": 4,
             "notes": ["death or grief", "poverty or homelessness"], "weight": 2,
             "status": "noted", "suggested": 0},
        ],
        "parts": [],
        "heavy_runs": [],
    }  # fmt: skip
    assert zine("order", "m").stdout == (
        "  1  page   3      4 words  one\n     One\n     no notes apply\n"
        "  2  page   4      3 words  two\n     Two\n"
        "     middling; notes: death or grief, poverty or homelessness\n"
    )
