"""Whose the files in a folder are: no build touches another zine's files, nor a release."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from manuscripts import manuscript
from running import stands, zine

from zinewright.commands.build import is_of_zine
from zinewright.problems import ZineError
from zinewright.publish.ownership import folder_for
from zinewright.publish.swap import publish


def files(zine: str, status: str, name: str = "manifest.json", **named: str) -> dict[str, bytes]:
    """A set of files with its manifest."""
    said = {"title": zine.upper(), "zine": zine, "status": status, "made_by": "Zinewright 0",
            "editions": [{"file": file} for file in named]}  # fmt: skip
    return {file: text.encode() for file, text in named.items()} | {name: json.dumps(said).encode()}


DRAFT, RELEASE = files("a", "draft", a="draft"), files("a", "release", a="release")
PRINT = files("a", "draft", "manifest-print.json", sheets="draft")
OTHER, OTHERS_RELEASE = files("b", "draft", b="b"), files("b", "release", b="b")
STANDING = {"draft": DRAFT, "release": RELEASE, "print": PRINT, "other": OTHER}
OF_ANOTHER = "files of another zine stand there, “B”"


@pytest.mark.parametrize(
    ("there", "new", "said"),
    [
        ("draft", DRAFT, ""),
        ("release", RELEASE, ""),
        ("draft", PRINT, ""),
        ("print", DRAFT, ""),
        ("release", DRAFT, "a release of this zine stands there"),
        ("release", PRINT, "a release of this zine stands there"),
        ("draft", RELEASE, "drafts of this zine stand there"),
        ("print", RELEASE, "drafts of this zine stand there"),
        ("other", DRAFT, OF_ANOTHER),
        ("other", RELEASE, OF_ANOTHER),
        ("release", OTHERS_RELEASE, "files of another zine stand there, “A”"),
        ("print", OTHER, "files of another zine stand there, “A”"),
    ],
)
def test_what_may_take_the_place_of_what(there, new, said, tmp_path):
    publish(STANDING[there], tmp_path / "out")
    before = stands(tmp_path)
    if not said:
        publish(new, tmp_path / "out")
        assert stands(tmp_path / "out").items() >= {n: c.decode() for n, c in new.items()}.items()
        return
    with pytest.raises(ZineError) as caught:
        publish(new, tmp_path / "out")

    assert str(caught.value) == (
        f"{tmp_path}/out: {said}; nothing was changed. Use another --out. [publish]"
    )
    assert stands(tmp_path) == before


def test_a_zine_has_a_folder_of_its_own_for_drafts_and_one_for_its_release(tmp_path):
    assert folder_for(tmp_path, "night", "a", release=False) == tmp_path / "night"
    assert folder_for(tmp_path, "night", "a", release=True) == tmp_path / "night-release"


@pytest.mark.parametrize("standing", [DRAFT, RELEASE, PRINT])
def test_two_zines_of_one_name_do_not_share_a_folder(standing, tmp_path):
    publish(standing, tmp_path / "night")

    assert folder_for(tmp_path, "night", "a", release=False) == tmp_path / "night"
    assert folder_for(tmp_path, "night", "b", release=False) == tmp_path / "night-3e23e8"
    assert folder_for(tmp_path, "night", "b", release=True) == tmp_path / "night-release"


def test_a_zine_whose_title_ends_as_the_folder_of_a_release_does(tmp_path):
    publish(RELEASE, tmp_path / "night-release")

    assert folder_for(tmp_path, "night-release", "b", release=False) == (
        tmp_path / "night-release-3e23e8"
    )


def test_builds_of_two_zines_leave_each_other_alone(tmp_path, monkeypatch):
    """Two zines of the same title, built and planned one after the other."""
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        manuscript(tmp_path / name, identifier=f'"urn:x-test:{name}"')
        assert zine("build", name, "--edition", "text").exit_code == 0
    first = stands(tmp_path / "build" / "small-hours")
    again = zine("build", "two", "--edition", "text")

    assert again.stdout.splitlines()[0] == "build/small-hours-a4b205/small-hours.txt"
    assert sorted(path.name for path in Path("build").iterdir()) == [
        "small-hours", "small-hours-a4b205",
    ]  # fmt: skip
    assert stands(tmp_path / "build" / "small-hours") == first


def test_a_build_into_the_folder_of_another_zine_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        manuscript(tmp_path / name, title=f'"{name}"', identifier=f'"urn:x-test:{name}"')
    zine("build", "one", "--edition", "text", "--out", "there")
    before = stands(tmp_path / "there")
    refused = zine("build", "two", "--edition", "text", "--out", "there")

    assert refused.exit_code == 1
    assert refused.stderr == (
        "there: files of another zine stand there, “one”; nothing was changed. "
        "Use another --out. [publish]\n1 error: nothing was built.\n"
    )
    assert stands(tmp_path / "there") == before


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        ("posts/one.md", True),
        ("zine.toml", True),
        ("images/a.png", True),
        ("build/small-hours/small-hours.txt", False),
        ("there/small-hours.txt", False),
        (".build-0123-abc/small-hours.txt", False),
        (".git/index", False),
        ("posts/.one.md.swp", False),
        ("posts/one.md~", False),
    ],
)
def test_what_a_watched_build_makes_does_not_start_another(changed, counts, tmp_path):
    away = tmp_path / ("there" if changed.startswith("there") else "build")

    assert is_of_zine(tmp_path / changed, tmp_path, away) is counts
