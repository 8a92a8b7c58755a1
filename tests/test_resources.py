"""`resources.toml` → entries, and what is wrong with others."""

from __future__ import annotations

import datetime
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.resources import (
    CHANNELS,
    KINDS,
    MOST_DAYS,
    Channel,
    Resource,
    in_order,
    read_resources,
)

DAY = datetime.date(2026, 1, 31)
LINE = """\
[[resource]]
id = "line"
name = "A line"
kind = "crisis"
regions = ["GB", "GB-SCT"]
topics = ["grief"]
url = "https://example.org/"
notes = "For all."
verified_on = 2026-01-31
verified_by = "Ada"
verified_against = "https://example.org/line"
[[resource.channels]]
type = "voice"
display = "01632 960001"
href = "tel:+441632960001"
label = "Line"
keyword = "HI"
hours = "always"
cost = "free"
access = "relay"
languages = ["en", "cy"]
"""


def read(text, tmp_path):
    path = tmp_path / "resources.toml"
    path.write_text(text)
    found, problems = read_resources(path)
    return found, [str(p).replace(f"{tmp_path}/", "") for p in problems]


def test_an_entry_with_all_that_it_can_say(tmp_path):
    assert read(LINE, tmp_path) == (
        (
            Resource(
                id="line",
                name="A line",
                kind="crisis",
                regions=("GB", "GB-SCT"),
                topics=("grief",),
                url="https://example.org/",
                notes="For all.",
                verified_on=DAY,
                verified_by="Ada",
                verified_against="https://example.org/line",
                channels=(
                    Channel(
                        "voice", "01632 960001", "tel:+441632960001", "Line", "HI", "always",
                        "free", "relay", ("en", "cy"),
                    ),
                ),
            ),
        ),
        [],
    )  # fmt: skip


def test_sound_entries_are_kept_beside_others(tmp_path):
    found, problems = read(
        LINE + "[[resource]]\nid = 'two'\n" + LINE.replace("line", "b"), tmp_path
    )

    assert [resource.id for resource in found] == ["line", "b"]
    assert problems == [
        'resources.toml:22: “name” is missing. Write name = "…". [value]',
        "resources.toml:22: “kind” is missing. "
        "Write one of: crisis, directory, emergency, peer, topic. [value]",
        'resources.toml:22: “regions” is missing. Write regions = ["…", "…"]. [value]',
    ]


def test_channels_in_a_line(tmp_path):
    inline = LINE.partition("[[resource.channels]]")[0] + 'channels = [{type = "fax"}]\n'

    assert read(inline, tmp_path)[1] == [
        "resources.toml:1: “display” is missing. Write display = \"…\". [value]",
        "resources.toml: “type” cannot be “fax”. "
        "Write one of: chat, email, post, sms, video, voice, web. [value]",
    ][::-1]  # fmt: skip


@pytest.mark.parametrize("text", ["", "# nothing", "resource = []"])
def test_no_entries(text, tmp_path):
    assert read(text, tmp_path) == ((), [])


@pytest.mark.parametrize(
    ("days", "standing"),
    [(0, "checked"), (MOST_DAYS, "checked"), (MOST_DAYS + 1, "stale"), (None, "unchecked")],
)
def test_a_check_holds_for_half_a_year(days, standing):
    verified = None if days is None else DAY - datetime.timedelta(days=days)
    here = Resource(id="a", name="A", kind="peer", regions=(), verified_on=verified)

    assert here.standing(DAY) == standing


@given(st.lists(st.sampled_from(KINDS)))
def test_emergency_comes_first_and_the_rest_as_written(kinds):
    listed = tuple(
        Resource(id=f"r{number}", name="", kind=kind, regions=())
        for number, kind in enumerate(kinds)
    )
    ordered = in_order(listed)

    assert [r.kind for r in ordered] == sorted(kinds, key=KINDS.index)
    for kind in KINDS:
        assert [r for r in ordered if r.kind == kind] == [r for r in listed if r.kind == kind]


def test_the_lists_of_kinds_and_channels_are_whole():
    assert get_args(get_type_hints(Resource)["kind"]) == KINDS
    assert get_args(get_type_hints(Channel)["type"]) == CHANNELS
