"""What the README and the pages in docs/ say is so: commands, output, keys, options and links."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pages
import pytest
import whole_way
from click.testing import CliRunner
from msgspec import inspect

from zinewright import __version__, cli
from zinewright.cli import main
from zinewright.editions import EDITIONS
from zinewright.importers import IMPORTERS
from zinewright.manuscript.edit import starter
from zinewright.manuscript.posts import KEYS
from zinewright.manuscript.recipe import Recipe
from zinewright.manuscript.resources.resource import Channel, Resource
from zinewright.paper.folds import FOLDS

ROOT = pages.ROOT
TEXTS = pages.pages()
README = TEXTS["README.md"]
COMMANDS = dict(pages.commands())
FOR_USERS = {name: text for name, text in TEXTS.items() if name.startswith(("README", "docs/"))}


# --- what commands print


@pytest.mark.slow
def test_what_the_pages_show_is_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them in the order of reading, as somebody follows them, in one folder."""
    shutil.copytree(ROOT / "manuscript", tmp_path / "manuscript")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ZINEWRIGHT_CALLED", "./zine")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "my-blog.xml").write_bytes(whole_way.export())
    _break_a_zine(tmp_path / "my-broken-zine")
    shown = list(pages.shown(FOR_USERS))

    assert shown == [pages.printed(said) for said in shown]


def test_output_that_a_command_does_not_print_is_found():
    (shown,) = pages.shown({"a.md": "```console\n$ ./zine --version\nzine, version 99\n```\n"})

    assert pages.printed(shown) == ("a.md", "./zine --version", f"zine, version {__version__}")
    assert pages.printed(shown) != shown


def test_what_the_readme_shows_without_output_a_page_shows_with_it():
    ran = {said.command for said in pages.shown(FOR_USERS)}

    assert set(pages.unshown({"README.md": README})) - ran == set()


def test_the_way_from_a_blog_to_a_release_takes_eleven_commands():
    way = README.partition("## From a blog to a release")[2].partition("\n## ")[0]
    told = list(pages.unshown({"README.md": way}))
    every = [said.command for said in pages.shown({"": TEXTS["docs/releasing.md"]})]
    done = every[: every.index("./zine release night-notes") + 1]
    checked = [command for command in done if "check" in command or "verify" in command]

    assert len(told) == 11
    assert told == [command for command in done if command not in checked]


# --- what there is, and is told of


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told_of(command):
    assert any(f"`zine {command} " in text for text in FOR_USERS.values())


@pytest.mark.parametrize("command", main.commands)
def test_every_command_is_in_the_readme(command):
    assert f"`zine {command} " in README


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_of_every_command_names_a_page_that_is_there(command):
    said = CliRunner().invoke(main, [*command.split(), "--help"]).output
    page = re.search(r"\n  More: (.+\.md)\n\Z", said)

    assert page, said
    assert Path(page[1]).parent == ROOT / "docs"
    assert f"docs/{Path(page[1]).name}" in TEXTS


def test_the_pages_lie_in_the_package_where_it_is_installed(tmp_path, monkeypatch):
    monkeypatch.setattr(cli, "__file__", str(tmp_path / "zinewright/cli.py"))
    before = cli.pages_folder()
    (tmp_path / "zinewright/_docs").mkdir(parents=True)

    assert before == tmp_path.parent / "docs"
    assert cli.pages_folder() == tmp_path / "zinewright/_docs"


def _keys(kind: type[msgspec.Struct], before: str = "") -> Iterator[str]:
    """The keys that a table of a TOML file may hold, those in its tables by the names of both."""
    for known in inspect.type_info(kind).fields:  # type: ignore[attr-defined]
        form = getattr(known.type, "item_type", known.type)
        if isinstance(form, inspect.StructType):
            yield from (f"{known.name}.{key}" for key in _keys(form.cls))
        else:
            yield f"{before}{known.name}"


def _in_tables(text: str, of: str = "") -> list[str]:
    """What stands as code in the first column of tables; of those whose head is `of`, if given."""
    found, head, column = [], "", -1
    for token in pages.tokens(text):
        if token.type == "table_open":
            head = ""
        elif token.type == "tr_open":
            column = -1
        elif token.type in ("th_open", "td_open"):
            column += 1
        elif token.type == "inline" and not head:
            head = token.content
        elif token.type == "code_inline" and column == 0 and head.startswith(of or head):
            found.append(token.content)
    return found


CHANNELS = "key of a `[[resource.channels]]`"
TOLD = {
    "docs/zine-toml.md": ({*_keys(Recipe), "topic"}, "key"),
    "docs/posts.md": (set(KEYS), "key"),
    "docs/print-room.md": (set(FOLDS), "`--fold`"),
}


@pytest.mark.parametrize("page", TOLD)
def test_every_key_is_told_of_and_no_other(page):
    known, head = TOLD[page]

    assert set(_in_tables(TEXTS[page], head)) - {"--fold"} == known


def test_every_field_of_a_place_of_support_is_told_of_and_no_other():
    text = TEXTS["docs/support.md"]
    of_ways = set(_in_tables(text, CHANNELS)) - {"[[resource.channels]]"}
    of_places = set(_in_tables(text, "key of a `[[resource]]`")) - {"[[resource]]"}

    assert of_ways == set(Channel.__struct_fields__)
    assert of_places == set(Resource.__struct_fields__) - {"channels"}


@pytest.mark.parametrize("importer", IMPORTERS.values(), ids=IMPORTERS)
def test_every_importer_is_told_of(importer):
    page = TEXTS["docs/importing.md"].lower()
    names = re.findall(r"[A-Z][\w.]+|plain text|\w+(?=\))", importer.says)

    assert any(name.lower() in page for name in names), names


def test_every_edition_is_told_of():
    rows = re.findall(r"(?m)^\| ([a-z-]+) \|", TEXTS["docs/editions.md"])

    assert set(rows) - {"edition"} == set(EDITIONS)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_has_words_for_readers(edition):
    words = (ROOT / "src/zinewright/languages/en/words.toml").read_text("utf-8")

    assert f"formats-{edition} = " in words


def test_the_newest_version_of_the_changes_is_this_one():
    assert re.findall(r"(?m)^## (\S+)", TEXTS["docs/changes.md"])[0] == __version__


def test_the_readme_is_short():
    assert len(README.split()) <= 2_000


# --- options, and links


def test_no_page_names_an_option_that_no_command_has():
    assert pages.unknown_options(FOR_USERS) == []


def test_an_option_that_a_command_does_not_have_is_found():
    text = "`zine plan --copies 2 --wast 1` `zine notes --json`, and `--helpp`"
    block = "```sh\n./zine new a --last\n```"

    assert pages.unknown_options({"a.md": f"{text}\n\n{block}\n"}) == [
        "a.md: --wast in “plan --copies 2 --wast 1”",
        "a.md: --helpp in “--helpp”",
        "a.md: --last in “new a --last”",
    ]


def test_every_link_leads_somewhere():
    assert pages.broken_links(TEXTS) == []


def test_links_that_lead_nowhere_are_found(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/there.png").touch()
    texts = {
        "README.md": "# One\n\n[a](docs/two.md) [b](docs/two.md#its-heading-here)\n"
        "`[no](link.md)`\n\n[c](docs/three.md) [d](docs/two.md#her-heading)\n\n"
        "[e](#one) [f](#two)\n",
        "docs/two.md": "# Two\n\n## `Its` heading, *here*\n\n![g](there.png)\n\n![h](gone.png)\n\n"
        "| i |\n|---|\n| [j](../README.md) |\n| [k](../../out.md) |\n\n[l](http://example.org/)\n",
    }

    assert pages.broken_links(texts, tmp_path) == [
        "README.md:6: docs/three.md",
        "README.md:6: docs/two.md#her-heading",
        "README.md:8: #two",
        "docs/two.md:7: gone.png",
        "docs/two.md:12: ../../out.md",
        "docs/two.md:14: http://example.org/",
    ]


def test_every_page_is_linked_from_the_readme():
    linked = {target.partition("#")[0] for _, target in pages.links(README)}

    assert {name for name in TEXTS if name.startswith("docs/")} - linked == set()


@pytest.mark.parametrize("page", [name for name in TEXTS if name.startswith("docs/")])
def test_a_page_links_to_no_file_that_is_not_installed(page):
    """The wheel holds the pages, and neither the README nor pictures."""
    to = {target.partition("#")[0] for _, target in pages.links(TEXTS[page])}

    assert {f"docs/{name}" for name in to if name and "://" not in name} - set(TEXTS) == set()


def test_every_file_that_programmers_are_sent_to_is_there():
    where = TEXTS["src/README.md"].partition("## Where does")[2].partition("\n## ")[0]

    assert pages.missing_files(TEXTS[".github/CONTRIBUTING.md"]) == []
    assert pages.missing_files(where) == []
    assert "`paper/folds/`" in where


def test_a_file_that_is_not_there_is_found():
    text = "`cli.py` `paper/folds/` `gone.py`, `languages/NAME/words.toml`, `tests/paper/gone/`"

    assert pages.missing_files(text) == ["gone.py", "tests/paper/gone/"]


def _break_a_zine(folder: Path) -> None:
    starter.write_starter(folder, "en-GB")
    post = folder / "posts/second-post.md"
    lines = post.read_text("utf-8").split("\n")
    post.write_text("\n".join([*lines[:10], "![](images/hat.png)", *lines[10:]]), "utf-8")
    recipe = folder / "zine.toml"
    recipe.write_text(recipe.read_text("utf-8").replace('"welcome"', '"welcom"'), "utf-8")
