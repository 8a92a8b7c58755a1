"""Where posts go, and what a new zine says of itself: from its source, or still to be said."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from exports import (
    JEKYLL,
    RSS,
    blogger,
    blogger_old,
    ebook,
    ghost,
    ghost_post,
    wxr,
    wxr_item,
    zipped,
)
from running import RECIPE, zine

from zinewright.manuscript.edit.starter import EXAMPLE, started_from

ROOT = Path(__file__).parents[2]
LONG = "This sentence has quite enough words to be a paragraph and not a title. "
TEXT = f"Sitting Up at Night\n\n{LONG}\n\nThe Long Wait\n\n{LONG}\n"
HUGO = {
    "blog/hugo.toml": b'title = "Night Notes"\nlanguageCode = "cy"\n[params]\ntitle = "no"\n',
    "blog/content/posts/a.md": b"+++\ntitle = 'A'\n+++\nText.\n",
}
LOCALE = (
    "<entry><id>tag:blogger.com,1999:blog-1.settings.BLOG_LOCALE</id>"
    '<category scheme="http://schemas.google.com/g/2005#kind" '
    'term="http://schemas.google.com/blogger/2008/kind#settings"/><content>nl</content></entry>'
)
PAGE = '<html lang="ga"><title>A page</title><body><h1>A page</h1><p>Words of it.</p></body></html>'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("posts.txt").write_text(TEXT)


def recipe(folder: str = "m") -> dict[str, object]:
    return tomllib.loads((Path(folder) / "zine.toml").read_text())


SLOW = pytest.mark.slow  # each is built


@pytest.mark.parametrize(
    ("content", "title", "language"),
    [
        (wxr(wxr_item("First Post")), "Night Notes", "en-GB"),
        pytest.param(RSS, "Night Notes", "en-gb", marks=SLOW),
        pytest.param(blogger(blogger_old("post", "A"), LOCALE), "Night Notes", "nl", marks=SLOW),
        pytest.param(ghost(ghost_post()), "Night Notes", "en", marks=SLOW),
        pytest.param(ebook(), "Nights", "en", marks=SLOW),
        pytest.param(zipped(JEKYLL), "Night Notes", "en", marks=SLOW),
        pytest.param(zipped(HUGO), "Night Notes", "cy", marks=SLOW),
        pytest.param(PAGE.encode(), "A new zine", "ga", marks=SLOW),
        (TEXT.encode(), "A new zine", "en"),
    ],
    ids=["wordpress", "feed", "blogger", "ghost", "ebook", "jekyll", "hugo", "page", "text"],
)
def test_title_and_language_of_a_new_zine(content, title, language):
    Path("source").write_bytes(content)
    assert zine("import", "source", "--into", "m", "--yes").exit_code == 0
    read = recipe()

    assert (read["title"], read["language"]) == (title, language)
    assert read.keys() == started_from("en").keys()
    assert re.fullmatch("urn:uuid:[0-9a-f-]{36}", str(read["identifier"]))
    assert "# The posts in their order, one a line" in Path("m/zine.toml").read_text()
    assert not [p for p in json.loads(zine("check", "m", "--json").stdout)["problems"]
                if p["level"] == "error"]  # fmt: skip


def test_two_blogs_have_no_title_in_common():
    Path("one.xml").write_bytes(wxr(wxr_item("One")))
    Path("two.xml").write_bytes(wxr(wxr_item("Two")).replace(b"Night Notes", b"Day Notes"))
    zine("import", "one.xml", "two.xml", "--into", "m", "--yes")

    assert recipe()["title"] == "A new zine"


def test_what_is_still_to_be_said():
    output = zine("import", "posts.txt", "--into", "m", "--yes").output.splitlines()

    assert output[-6:] == [
        "Nothing here says its language, so that is “en”, English. To change it:",
        '  zine set language "…" m',
        "Still to be said of it:",
        '  zine set title "…" m', '  zine set authors "…" m', '  zine set description "…" m',
    ]  # fmt: skip


def test_a_zine_that_was_just_begun_gets_the_title_and_keeps_what_somebody_wrote():
    Path("night.xml").write_bytes(wxr(wxr_item("First Post")))
    zine("new", "m")
    path = Path("m/zine.toml")
    path.write_text(
        path.read_text().replace('"Your name"', '"Bo"').replace("# The day", "# My day")
    )
    output = zine("import", "night.xml", "--into", "m", "--yes").output
    read = recipe()

    assert output.endswith("The zine is called “Night Notes”, as where it comes from.\n")
    assert (read["title"], read["authors"]) == ("Night Notes", ["Bo"])
    assert read["order"] == ["welcome", "second-post", "first-post"]
    assert "# My day" in path.read_text()


def test_a_zine_that_has_a_title_keeps_it():
    Path("night.xml").write_bytes(wxr(wxr_item("First Post")))
    Path("m/posts").mkdir(parents=True)
    Path("m/zine.toml").write_text(RECIPE)
    zine("import", "night.xml", "--into", "m", "--yes")

    assert Path("m/zine.toml").read_text() == RECIPE.replace('["one"]', '["one", "first-post"]')


def test_posts_that_came_by_their_names_stay_in_the_zine():
    Path("m/posts").mkdir(parents=True)
    Path("m/posts/one.md").write_text("# One\n\nText.\n")
    Path("m/zine.toml").write_text('title = "T"\ndate = 2026-01-31\n')
    zine("import", "posts.txt", "--into", "m", "--yes")

    assert recipe()["order"] == ["one", "sitting-up-at-night", "the-long-wait"]


def test_posts_of_a_folder_without_a_recipe_come_first():
    Path("m/posts").mkdir(parents=True)
    Path("m/posts/one.md").write_text("# One\n\nText.\n")
    zine("import", "posts.txt", "--into", "m", "--yes")

    assert recipe()["order"] == ["one", "sitting-up-at-night", "the-long-wait"]


# --- where to, without --into


NOWHERE = "Nothing was written: say where 2 posts shall go, like this: --into my-zine --yes\nexit 2"


def into(*words: str) -> str:
    """The last line of what is said, and the exit code."""
    done = zine("import", "posts.txt", *words)
    return f"{done.output.splitlines()[-1]}\nexit {done.exit_code}"


@pytest.mark.parametrize("words", [(), ("--yes",), ("--yes", "--json")])
def test_nowhere(words):
    assert into(*words) == NOWHERE
    assert [path.name for path in Path().iterdir()] == ["posts.txt"]


def test_never_into_the_example(monkeypatch):
    shutil.copytree(ROOT / "manuscript", "manuscript")
    assert into("--yes") == NOWHERE
    shutil.copy("posts.txt", "manuscript")
    monkeypatch.chdir("manuscript")

    assert into("--yes") == NOWHERE
    assert not Path("posts/the-long-wait.md").exists()


def test_the_example_is_known_by_its_identifier():
    read = tomllib.loads((ROOT / "manuscript/zine.toml").read_text("utf-8"))

    assert read["identifier"] == EXAMPLE


def test_a_zine_of_ones_own_called_manuscript():
    Path("manuscript").mkdir()
    Path("manuscript/zine.toml").write_text(RECIPE)

    assert into("--yes") == "2 posts written into manuscript.\nexit 0"


def test_the_zine_in_which_one_stands():
    Path("zine.toml").write_text(RECIPE)

    assert into("--yes") == "2 posts written.\nexit 0"
    assert Path("posts/the-long-wait.md").exists()


def test_somebody_at_the_keyboard_is_asked(monkeypatch):
    from click.testing import CliRunner

    from zinewright.cli import main

    monkeypatch.setattr("zinewright.commands.import_posts._is_somebody_there", lambda: True)
    done = CliRunner().invoke(main, ["import", "posts.txt"], input="nights\ny\n")

    assert "Into which folder? [my-zine]: " in done.output
    assert (done.exit_code, Path("nights/posts/the-long-wait.md").exists()) == (0, True)


def test_a_preview_as_json_needs_no_place():
    made = json.loads(zine("import", "posts.txt", "--json").stdout)

    assert (made["title"], made["language"], len(made["posts"])) == ("", "", 2)
