"""What a chapter's readers are pointed to, and what a build says of who helps."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Lay

from zinewright.assemble.zine import assemble
from zinewright.manuscript.folder import read_manuscript

RECIPE = 'title = "Small hours"\ndate = 2026-01-31\nregions = ["GB"]\norder = ["one"]\n'
POST = "---\ntitle: One\nnotes: [{0}]\n---\n\nText.\n"
PLACE = (
    '[[resource]]\nid = "{0}"\nname = "{0}"\nkind = "{1}"\nregions = ["{2}"]\ntopics = [{3}]\n\n'
)
PLACES = "".join(
    PLACE.format(*facts)
    for facts in (
        ("north", "crisis", "GB-NIR", '"suicide"'),
        ("line", "crisis", "GB", '"suicide", "crisis"'),
        ("food", "topic", "GB", '"eating-disorders"'),
        ("all", "directory", "001", ""),
    )
)


def assembled(lay: Lay, notes: str, places: str = PLACES, recipe: str = RECIPE):
    lay({"zine.toml": recipe, "posts/one.md": POST.format(notes), "resources.toml": places})
    manuscript = read_manuscript(Path("m"))
    return manuscript, assemble(manuscript, manuscript.picture)


@pytest.mark.parametrize(
    ("notes", "place"),
    [
        ("suicide", "line"),  # it serves all readers of the zine, and the one before it does not
        ("eating disorders, suicide", "line"),  # a matter of life comes first
        ("eating disorders", "food"),
        ("slurs", "Places that offer support"),
        ("suicide (mention)", None),  # a word in passing
    ],
)
def test_where_the_readers_of_a_chapter_find_help(notes, place, lay):
    _, (zine, _) = assembled(lay, notes)
    (section,) = [s for s in zine.sections if s.name == "one"]
    said = [p for p in section.body.root.iter("p") if (p.text or "").startswith("Support with")]

    assert [link.text for p in said for link in p.iter("a")] == ([place] if place else [])


def test_topics_for_which_nobody_is_listed(lay):
    """Of those that anybody serves: for slurs, readers are led to the places at the back."""
    _, (_, warnings) = assembled(lay, "grief, trauma, slurs")

    assert [str(problem) for problem in warnings] == [
        "m/posts/one.md: nobody is listed who helps with: death or grief, trauma or PTSD. Choose "
        "who may be listed: zine resources add cruse ptsd-uk inquest m. [SM09]"
    ]


def test_where_there_is_no_directory_either(lay):
    line = PLACE.format("line", "crisis", "JP", "")
    _, (_, warnings) = assembled(lay, "trauma", line, RECIPE.replace("GB", "JP"))

    assert [str(problem) for problem in warnings] == [
        "m/posts/one.md: nobody is listed who helps with: trauma or PTSD, nor does the starting "
        "directory know anybody. List a directory of services (zine resources add "
        "find-a-helpline m), or write an entry with this topic into resources.toml. [SM09]"
    ]


LONG = "https://example.org/a/page/with/a/name/as/long/as/this"


@pytest.mark.parametrize(
    ("codes", "coded"),
    [
        ("", ["support"]),
        ('codes = "support"', ["support"]),
        ('codes = "links"', ["links"]),
        ('codes = "all"', ["support", "links"]),
        ('codes = "none"', []),
    ],
)
def test_what_stands_in_print_as_a_code_too(codes, coded, lay):
    place = f'{PLACES}[[resource]]\nid = "it"\nname = "It"\nkind = "crisis"\nregions = ["GB"]\n'
    files = {
        "zine.toml": f"{codes}\n{RECIPE}",
        "posts/one.md": f"{POST.format('grief')}\n[Here]({LONG}).\n",
        "resources.toml": f'{place}url = "https://example.org/it"\n',
    }
    lay(files)
    manuscript = read_manuscript(Path("m"))
    zine, _ = assemble(manuscript, manuscript.picture)

    assert [each.name for each in zine.sections if "data-qr" in each.body.xhtml] == coded
