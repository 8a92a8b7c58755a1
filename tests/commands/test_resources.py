"""`zine resources`, as people type it."""

from __future__ import annotations

import datetime
import json
import os
import pty
import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from manuscripts import command
from running import RECIPE, zine

from zinewright.cli import main
from zinewright.commands.common import WithDefault
from zinewright.manuscript.resources.choose import available
from zinewright.manuscript.resources.directory.places import directory
from zinewright.manuscript.resources.resource import Resource

PLACES = """\
[[resource]]
id = "line"
name = "A line"
kind = "crisis"
regions = ["GB"]
topics = ["grief", "crisis"]
url = "https://example.org/line"
verified_on = 2026-01-01
verified_by = "Ada"

[[resource]]
id = "due"
name = "Due"
kind = "topic"
regions = ["GB-ENG", "GB-WLS"]
topics = ["grief"]
verified_on = 2025-09-01

[[resource]]
id = "stale"
name = "Stale"
kind = "peer"
regions = ["IE"]
verified_on = 2025-01-01

[[resource]]
id = "new"
name = "New"
kind = "directory"
regions = ["001"]
status = "temporarily closed"
"""
POST = "---\ntitle: One\nnotes: [grief, debt]\n---\n\nIt was night.\n"
FILES = {
    "zine.toml": RECIPE + 'regions = ["GB"]\n',
    "posts/one.md": POST,
    "resources.toml": PLACES,
}
TODAY = datetime.date.today()


@pytest.fixture
def folder(lay):
    return lay(FILES)


def test_who_is_listed_and_who_is_served(folder):
    result = zine("resources", "m")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "1  line   crisis     GB              checked: 2026-01-01, 30 days before the zine; "
        "nobody recorded what was compared\n"
        "          for grief, crisis\n"
        "2  due    topic      GB-ENG, GB-WLS  check again: 2025-09-01, 152 days before the zine; "
        "nobody recorded what was compared\n"
        "          for grief\n"
        "3  stale  peer       IE              too old to be printed: 2025-01-01, "
        "395 days before the zine; nobody recorded what was compared\n"
        "          for any topic\n"
        "4  new    directory  001             temporarily closed\n"
        "          for any topic\n"
        "Nobody is listed for: poverty-homelessness\n"
        "Not printed:\n"
        "  stale: it is for IE, and the zine for GB\n"
    )


def test_each_that_is_not_printed_has_its_own_reason(lay):
    more = (
        '[[resource]]\nid = "beat"\nname = "Beat"\nkind = "topic"\nregions = ["GB"]\n'
        'topics = ["eating-disorders", "cooking"]\n'
        '[[resource]]\nid = "gone"\nname = "Gone"\nkind = "crisis"\nregions = ["GB"]\n'
        'status = "defunct"\n'
        '[[resource]]\nid = "pals"\nname = "Pals"\nkind = "peer"\nregions = ["GB"]\n'
        'topics = ["grief"]\n'
    )
    recipe = FILES["zine.toml"] + '[support]\nmost = 1\nalways = ["stale"]\n'
    lay(FILES | {"resources.toml": f"{PLACES}\n{more}", "zine.toml": recipe})
    found = json.loads(zine("resources", "m", "--json").stdout)["resources"]

    assert {each["id"]: each["why_not"] for each in found} == {
        "line": None,
        "due": "others of its kind or its topics come first ([support] most = 1 in zine.toml)",
        "stale": None,
        "new": None,
        "beat": "no post has a note on its topics (eating-disorders, cooking)",
        "gone": "the service has ended (status: defunct)",
        "pals": "others of its kind or its topics come first ([support] most = 1 in zine.toml)",
    }


def test_what_is_printed_is_what_the_list_says(lay):
    """A passage calls for support, a zine's own topic does, and a dismissed note does not."""
    recipe = FILES["zine.toml"] + (
        '[[topic]]\nslug = "moving"\nlabel = "moving"\nresources = ["removals"]\n'
    )
    post = (
        "---\ntitle: One\nnotes: [moving, racism (dismissed)]\n---\n\nIt was night.\n\n"
        "::: note grief | What was lost.\nThey died.\n:::\n"
    )
    entry = (
        '[[resource]]\nid = "{0}"\nname = "{0}"\nkind = "topic"\nregions = ["GB"]\n'
        'topics = ["{0}"]\n'
    )
    places = "".join(entry.format(name) for name in ("removals", "bereavement", "racism"))
    lay({"zine.toml": recipe, "posts/one.md": post, "resources.toml": places})
    found = json.loads(zine("resources", "m", "--json").stdout)

    assert [each["id"] for each in found["resources"] if each["listed"]] == [
        "removals", "bereavement",
    ]  # fmt: skip
    assert found["topics"] == [
        {"topic": "moving", "resources": ["removals"]},
        {"topic": "death-grief", "resources": ["bereavement"]},
    ]
    assert zine("build", "m", "--edition", "text", "--out", "out").exit_code == 0
    text = next(Path("out").glob("*.txt")).read_text("utf-8")
    assert [name for name in ("removals", "bereavement", "racism") if f"\n{name}\n" in text] == [
        "removals", "bereavement",
    ]  # fmt: skip


def test_what_the_pocket_zine_names_is_listed(lay):
    recipe = FILES["zine.toml"] + '[pocket]\nresources = ["stale"]\n'
    lay(FILES | {"zine.toml": recipe})

    assert "Not printed" not in zine("resources", "m").stdout


def test_the_same_as_one_document(folder):
    result = zine("resources", "m", "--json")
    found = json.loads(result.stdout)

    assert (result.exit_code, result.stderr) == (0, "")
    assert found["date"] == "2026-01-31"
    assert found["regions"] == ["GB"]
    assert found["resources"][0] == {
        "number": 1, "id": "line", "name": "A line", "kind": "crisis", "regions": ["GB"],
        "topics": ["grief", "crisis"], "status": "active", "standing": "checked",
        "verified_on": "2026-01-01", "days": 30, "verified_how": "", "is_recorded": False,
        "changed": [], "is_to_come": False, "listed": True, "why_not": None,
    }  # fmt: skip
    assert [(each["id"], each["standing"], each["listed"]) for each in found["resources"]] == [
        ("line", "checked", True),
        ("due", "due", True),
        ("stale", "stale", False),
        ("new", "unchecked", True),
    ]
    assert found["topics"] == [
        {"topic": "death-grief", "resources": ["line", "due"]},
        {"topic": "poverty-homelessness", "resources": []},
    ]


def standing_of(folder, change=("", ""), date="2026-01-31"):
    """What the list says of the first entry, checked on 2026-01-30, after a change."""
    path = folder / "resources.toml"
    zine("resources", "verify", "line", "--by", "Bo", "--on", "2026-01-30", "--yes", "m")
    assert change[0] in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(*change, 1), "utf-8")
    recipe = folder / "zine.toml"
    recipe.write_text(recipe.read_text("utf-8").replace("2026-01-31", date), "utf-8")
    return zine("resources", "m").stdout.splitlines()[0].partition("GB")[2].strip()


@pytest.mark.parametrize(
    ("change", "date", "said"),
    [
        (("", ""), "2026-01-31", "checked: 2026-01-30, 1 day before the zine"),
        (("", ""), "2026-01-01", "not checked: 2026-01-30 is after the day of the zine"),
        (
            ("= 2026-01-30", "= 2999-01-30"),
            "2999-02-01",
            "not checked: 2999-01-30 is still to come",
        ),
        (
            ("example.org/line", "example.com/line"),
            "2026-01-31",
            "not checked: changed after 2026-01-30: the address of its page",
        ),
        (
            ('"A line"', '"Our line"'),
            "2026-01-31",
            "not checked: changed after 2026-01-30: its name",
        ),
    ],
)
def test_what_is_said_of_a_check(change, date, said, folder):
    assert standing_of(folder, change, date) == said


def test_no_places(lay):
    lay({"posts/one.md": POST.replace("[grief, debt]", "none")})

    assert zine("resources", "m").stdout == (
        "There are no places of support. See what there is: zine resources add\n"
    )


def test_what_is_wrong_with_the_list(lay):
    lay(FILES | {"resources.toml": PLACES.replace('"GB"', '"UK"')})
    result = zine("resources", "m")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "m/resources.toml:5: “UK” is no region. Write GB. [region]\n"


SOME = tuple(
    Resource(id=name, name=name.title(), kind=kind, regions=(region,), topics=tuple(topics.split()))
    for name, kind, region, topics in (
        ("999", "emergency", "GB", "emergency"),
        ("calls", "crisis", "GB", "crisis"),
        ("cruse", "topic", "GB", "bereavement"),
        ("grief-1", "topic", "GB", "bereavement"),
        ("grief-2", "topic", "GB", "bereavement"),
        ("diets", "topic", "GB", "eating-disorders"),
        ("irish", "crisis", "IE", "crisis"),
    )
)
"""A starting directory."""


def test_what_can_be_added_and_what_is_proposed(folder, monkeypatch):
    monkeypatch.setattr("zinewright.manuscript.resources.directory.places.directory", lambda: SOME)
    result = zine("resources", "add", "m/")

    assert result.stdout == (
        "999      emergency  GB  999 (proposed)\n"
        "         for emergency\n"
        "calls    crisis     GB  Calls (proposed)\n"
        "         for crisis\n"
        "cruse    topic      GB  Cruse (proposed)\n"
        "         for bereavement\n"
        "grief-1  topic      GB  Grief-1 (proposed)\n"
        "         for bereavement\n"
        "grief-2  topic      GB  Grief-2 (proposed)\n"
        "         for bereavement\n"
        "diets    topic      GB  Diets\n"
        "         for eating-disorders\n"
    )
    assert result.stderr == (
        "To add those that are proposed for these posts: zine resources add --proposed m\n"
    )


def test_what_is_proposed_is_added_at_once(lay):
    folder = lay(FILES | {"resources.toml": None})
    added = zine("resources", "add", "--proposed", "m")

    assert added.exit_code == 0
    assert set(added.stdout.split()) >= {"emergency-gb", "samaritans", "find-a-helpline"}
    assert added.stdout.split() == [
        entry["id"] for entry in tomllib.loads((folder / "resources.toml").read_text())["resource"]
    ]
    assert "Not printed" not in zine("resources", "m").stdout
    assert zine("resources", "add", "--proposed", "m").stderr == (
        "Nothing more is proposed. See what there is: zine resources add m\n"
    )


def test_what_can_be_added_for_the_regions_and_a_topic(lay):
    lay(FILES | {"zine.toml": RECIPE + 'regions = ["IE"]\n'})
    result = zine("resources", "add", "--topic", "bereavement", "m/")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "samaritans           crisis     GB, IE  Samaritans (proposed)\n"
        "                     for crisis, suicide, self-harm, bereavement\n"
        "pieta                crisis     IE      Pieta (proposed)\n"
        "                     for suicide, self-harm, bereavement, crisis\n"
        "bereavement-line-ie  topic      IE      "
        "Irish Hospice Foundation Bereavement Support Line (proposed)\n"
        "                     for bereavement\n"
    )
    assert zine("resources", "add", "--topic", "grief", "m/").stdout == result.stdout


@pytest.mark.parametrize("region", ["GB-WLS", "IE", "US"])
def test_what_can_be_added_for_the_regions(region, lay):
    """One for each entry, in two lines; with so many, how to see those for one topic alone."""
    lay({"zine.toml": RECIPE + f'regions = ["{region}"]\n'})
    result = zine("resources", "add", "m")

    assert [line.split()[0] for line in result.stdout.splitlines()[::2]] == [
        entry.id for entry in available(directory(), [region])
    ]
    assert result.stderr == (
        "To add those that are proposed for these posts: zine resources add --proposed m\n"
        "Those for one topic alone: zine resources add --topic TOPIC m\n"
    )


def test_a_zine_without_regions_is_shown_all(lay):
    lay({})
    result = zine("resources", "add", "m")

    assert result.stdout.count("\n") == 2 * len(directory())
    assert result.stderr == (
        "These are for all regions. For those of one: zine set regions GB m\n"
        "Those for one topic alone: zine resources add --topic TOPIC m\n"
    )
    refused = zine("resources", "add", "--proposed", "m")
    assert refused.exit_code == 2
    assert "say first where the zine is read: zine set regions GB m" in refused.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--topic", "slurs"], 0, "There are no others for slurs for the regions of this zine.\n"),
        (["--topic", "greif"], 2, "there is no topic “greif” (did you mean grief"),
        (["--topic", "trauma", "mind"], 2, "--topic shows what there is: leave it out, or the ids"),
    ],
)
def test_a_topic_for_which_nothing_can_be_shown(words, code, said, folder):
    result = zine("resources", "add", *words, "m")

    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert (folder / "resources.toml").read_text("utf-8") == PLACES


def test_entries_are_added(folder):
    result = zine("resources", "add", "shout", "calm", "m")

    assert (result.exit_code, result.stdout) == (0, "shout\ncalm\n")
    assert result.stderr == (
        "Nobody has checked with the service what was added. Compare it with its page, then: "
        "zine resources verify ID --by NAME m\n"
    )
    assert (folder / "resources.toml").read_text("utf-8").startswith(PLACES)
    assert (
        "zine resources verify beat --by NAME m\n" in zine("resources", "add", "beat", "m").stderr
    )
    assert "beat" not in zine("resources", "add", "m").stdout
    assert zine("resources", "add", "beat", "m").exit_code == 1


def test_a_check_is_written_down(folder):
    result = zine(
        "resources", "verify", "line", "--by", " Bo  B. ", "--on", "2026-01-30", "--yes", "m"
    )
    written = (folder / "resources.toml").read_text("utf-8")
    (record,) = re.findall(r'verified_of = "(.*)"\n', written)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "line: checked on 2026-01-30 by Bo B., against https://example.org/line\n"
    )
    assert re.fullmatch(
        "name [0-9a-f]{12} page [0-9a-f]{12} ways [0-9a-f]{12} hours [0-9a-f]{12} "
        "rest [0-9a-f]{12} check [0-9a-f]{12}",
        record,
    )
    assert written == PLACES.replace(
        'verified_on = 2026-01-01\nverified_by = "Ada"\n',
        'verified_on = 2026-01-30\nverified_by = "Bo B."\n'
        'verified_against = "https://example.org/line"\n'
        f'verified_of = "{record}"\nverified_how = "unasked"\n',
    )


def test_a_check_of_today_and_of_another_page(folder):
    result = zine(
        "resources", "verify", "due", "--by", "Bo", "--against", "https://a.org", "--yes", "m"
    )

    assert result.stdout == f"due: checked on {TODAY} by Bo, against https://a.org\n"
    assert result.stderr == (
        "The zine is dated 2026-01-31, before that day, so it prints what was checked then as "
        f"unchecked. Date it anew: zine set date {TODAY} m\n"
    )
    assert "“due” was checked after the day of the zine, 2026-01-31" in zine("check", "m").stdout


FULL = """\
[[resource]]
id = "full"
name = "A full line"
kind = "crisis"
regions = ["GB"]
url = "https://example.org/full"
notes = "They listen."
confidentiality = "They ask first."
[[resource.channels]]
type = "voice"
display = "116 123"
short_code = "116123"
dial_region = "GB"
hours = "24 hours, every day"
cost = "free"
[[resource.channels]]
type = "email"
display = "jo@example.org"
"""
ENTRY = """\

A full line  (full)

    116 123
        voice, opens tel:116123
        hours: 24 hours, every day
        cost: free

    jo@example.org
        email, opens mailto:jo@example.org

    Its page: https://example.org/full
    Where: GB
    About it: They listen.
    Confidentiality: They ask first.

Have you compared this with https://example.org/full today? [y/N]: """


def asked(answers, *words):
    return CliRunner().invoke(main, ["resources", "verify", *words], input=answers)


def test_each_entry_is_shown_in_full_and_asked_about(lay, monkeypatch):
    folder = lay(FILES | {"resources.toml": f"{FULL}\n{PLACES}"})
    monkeypatch.setattr("zinewright.commands.verify._can_ask", lambda: True)
    result = asked("y\n\n", "full", "2", "--by", "Bo", "m")
    entries = tomllib.loads((folder / "resources.toml").read_text("utf-8"))["resource"]

    assert result.exit_code == 1
    assert result.stdout == f"full: checked on {TODAY} by Bo, against https://example.org/full\n"
    assert result.stderr.startswith(ENTRY)
    assert "line: nothing was recorded. What is wrong stands in m/resources.toml" in result.stderr
    assert [entry.get("verified_how") for entry in entries] == ["asked", *[None] * 4]
    assert entries[1]["verified_by"] == "Ada"


def test_all_that_are_printed_and_not_checked_so_far(lay):
    places = f"{FULL}\n{PLACES.replace('2026-01-01', f'{TODAY}')}".replace(
        'name = "New"', 'name = "New"\nurl = "https://example.org"'
    ).replace('name = "Due"', 'name = "Due"\nurl = "https://example.org"')
    lay(FILES | {"resources.toml": places, "zine.toml": FILES["zine.toml"].replace(
        "2026-01-31", f"{TODAY}")})  # fmt: skip
    first = zine("resources", "verify", "full", "--by", "Bo", "--yes", "m")
    rest = zine("resources", "verify", "--all", "--by", "Bo", "--yes", "m")

    assert (first.exit_code, rest.exit_code) == (0, 0)
    assert [line.partition(":")[0] for line in rest.stdout.splitlines()] == ["line", "due", "new"]
    assert zine("resources", "verify", "--all", "--by", "Bo", "--yes", "m").stdout == ""


def test_nobody_can_be_asked_without_a_terminal(folder):
    result = asked("y\n", "line", "--by", "Bo", "m")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(
        "Error: nothing was recorded, because nobody can be asked here. In a script, add --yes "
        "once somebody has compared the entry with its page\n"
    )
    assert (folder / "resources.toml").read_text("utf-8") == PLACES


def test_a_person_at_a_terminal_is_asked(folder):
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("resources", "verify", "line", "--by", "Bo", "m"),
        stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    ) as process:  # fmt: skip
        os.write(ours, b"y\n")
        printed, _ = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)

    assert printed == f"line: checked on {TODAY} by Bo, against https://example.org/line\n"
    assert 'verified_how = "asked"' in (folder / "resources.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["line"], "Missing option '--by'"),
        (["line", "--by", " "], "say who looked, in letters"),
        (["line", "--by", "Bo\x1b[2J"], "say who looked, in letters"),
        (["line", "--by", "Bo", "--on", "31 January"], "“31 January” is no date; write 2026-01-31"),
        (["line", "--by", "Bo", "--on", "2026-02-30"], "“2026-02-30” is no date"),
        (["line", "--by", "Bo", "--on", f"{TODAY + datetime.timedelta(2)}"], "is still to come"),
        (["line", "--by", "Bo", "--against", "my friend"], "“my friend” is no web address"),
        (["line", "--by", "Bo", "--against", "tel:116123"], "“tel:116123” is no web address"),
        (["due", "--by", "Bo"], "due has no url: say with --against URL"),
        ([], "Missing option '--by'"),
        (["--by", "Bo"], "say which entry, or --all: zine resources shows them"),
        (
            ["line", "--by", "Bo", "--against", "https://a.org/line"],
            "https://a.org/line is not where line has its page, https://example.org/line: "
            "correct its url first",
        ),
        (["line", "due", "--by", "Bo", "--against", "https://a.org"], "verify them one by one"),
    ],
)
def test_a_check_that_is_none(words, said, folder):
    result = zine("resources", "verify", *words, "--yes", "m")

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())
    assert (folder / "resources.toml").read_text("utf-8") == PLACES


def test_a_check_of_an_unknown_entry(folder):
    result = zine("resources", "verify", "lien", "--by", "Bo", "--yes", "m")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "m/resources.toml: there is no entry “lien” (did you mean line?). "
        "Correct the id; zine resources shows them all. [resource-id]\n"
    )


def test_a_mistake_in_a_post_stops_no_check(lay):
    lay(FILES | {"posts/one.md": "---\ntitle: [\n---\n"})

    assert zine("resources", "verify", "line", "--by", "Bo", "--yes", "m").exit_code == 0


# --- a group whose first word may be a folder


@click.group(cls=WithDefault, context_settings={"help_option_names": ["-h", "--help"]})
def sample() -> None:
    """A group."""


@sample.command("list")
@click.argument("folder", default="manuscript")
@click.option("--json", "as_json", is_flag=True)
def show(folder: str, as_json: bool) -> None:
    """Show."""
    click.echo(f"show {folder} {as_json}")


@sample.command("add")
@click.argument("name")
def add(name: str) -> None:
    """Add."""
    click.echo(f"add {name}")


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("", "show manuscript False\n"),
        ("m", "show m False\n"),
        ("--json", "show manuscript True\n"),
        ("m --json", "show m True\n"),
        ("--json m", "show m True\n"),
        ("add one", "add one\n"),
        ("./add", "show ./add False\n"),
    ],
)
def test_the_first_word_is_a_command_or_a_folder(words, printed):
    assert CliRunner().invoke(sample, words.split()).output == printed


def test_help_lists_the_commands_in_the_order_of_the_work():
    printed = CliRunner().invoke(sample, ["-h"]).output

    assert printed.endswith("Commands:\n  list  Show.\n  add   Add.\n")
