"""`zine resources`, as people type it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import RECIPE, zine

from zinewright.commands import WithDefault
from zinewright.commands.resources import resources
from zinewright.directory import directory
from zinewright.served import available

README = Path(__file__).parents[1] / "README.md"

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
        "line   crisis     GB              checked: 2026-01-01, 30 days before the zine\n"
        "       for grief, crisis\n"
        "due    topic      GB-ENG, GB-WLS  check again: 2025-09-01, 152 days before the zine\n"
        "       for grief\n"
        "stale  peer       IE              too old to be printed: 2025-01-01, "
        "395 days before the zine\n"
        "       for any topic\n"
        "new    directory  001             temporarily closed\n"
        "       for any topic\n"
        "Nobody is listed for: poverty-homelessness\n"
        "Not needed in GB for these posts, or closed: stale\n"
    )


def test_the_same_as_one_document(folder):
    result = zine("resources", "m", "--json")
    found = json.loads(result.stdout)

    assert (result.exit_code, result.stderr) == (0, "")
    assert found["date"] == "2026-01-31"
    assert found["regions"] == ["GB"]
    assert found["resources"][0] == {
        "id": "line", "name": "A line", "kind": "crisis", "regions": ["GB"],
        "topics": ["grief", "crisis"], "status": "active", "standing": "checked",
        "verified_on": "2026-01-01", "days": 30, "listed": True,
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


def test_what_can_be_added_for_the_regions_and_a_topic(lay):
    lay(FILES | {"zine.toml": RECIPE + 'regions = ["IE"]\n'})
    result = zine("resources", "add", "--topic", "bereavement", "m/")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "samaritans           crisis     GB, IE  Samaritans\n"
        "                     for crisis, suicide, self-harm, bereavement\n"
        "pieta                crisis     IE      Pieta\n"
        "                     for suicide, self-harm, bereavement, crisis\n"
        "bereavement-line-ie  topic      IE      "
        "Irish Hospice Foundation Bereavement Support Line\n"
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
    assert result.stderr == "Those for one topic alone: zine resources add --topic TOPIC\n"


def test_a_zine_without_regions_is_shown_all(lay):
    lay({})
    result = zine("resources", "add", "m")

    assert result.stdout.count("\n") == 2 * len(directory())
    assert result.stderr == (
        'These are for all regions. Write regions = ["GB"] in zine.toml for those of one.\n'
        "Those for one topic alone: zine resources add --topic TOPIC\n"
    )


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
    result = zine("resources", "verify", "line", "--by", " Bo  B. ", "--on", "2026-01-30", "m")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "line: checked on 2026-01-30 by Bo B., against https://example.org/line\n"
    )
    assert (folder / "resources.toml").read_text("utf-8") == PLACES.replace(
        'verified_on = 2026-01-01\nverified_by = "Ada"\n',
        'verified_on = 2026-01-30\nverified_by = "Bo B."\n'
        'verified_against = "https://example.org/line"\n',
    )


def test_a_check_of_today_and_of_another_page(folder):
    result = zine("resources", "verify", "due", "--by", "Bo", "--against", "https://a.org", "m")

    assert result.stdout == f"due: checked on {TODAY} by Bo, against https://a.org\n"
    assert result.stderr == (
        "The zine is dated 2026-01-31, before that day, so it still prints the entry as unchecked. "
        f"Write date = {TODAY} in zine.toml.\n"
    )
    assert "“due” was checked after the day of the zine, 2026-01-31" in zine("check", "m").stdout


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
        (["due", "--by", "Bo"], "the entry has no url: say with --against URL"),
    ],
)
def test_a_check_that_is_none(words, said, folder):
    result = zine("resources", "verify", *words, "m")

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert (folder / "resources.toml").read_text("utf-8") == PLACES


def test_a_check_of_an_unknown_entry(folder):
    result = zine("resources", "verify", "lien", "--by", "Bo", "m")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "m/resources.toml: there is no entry “lien” (did you mean line?). "
        "Correct the id; zine resources shows them all. [id]\n"
    )


def test_a_mistake_in_a_post_stops_no_check(lay):
    lay(FILES | {"posts/one.md": "---\ntitle: [\n---\n"})

    assert zine("resources", "verify", "line", "--by", "Bo", "m").exit_code == 0


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


@pytest.mark.parametrize("name", [name for name in resources.commands if name != "list"])
def test_every_command_for_places_is_in_the_readme(name):
    assert f"`zine resources {name} " in README.read_text("utf-8")
