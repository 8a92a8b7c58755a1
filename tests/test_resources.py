"""`resources.toml` → entries, and what is wrong with others."""

from __future__ import annotations

import datetime
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.resources import (
    CHANNELS,
    DUE_DAYS,
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
audience = "everybody"
confidentiality = "They ask first."
alert = "Closed on Sunday."
status = "active"
languages = ["en"]
volatility = "the hours"
evidence = ["own page"]
[[resource.channels]]
type = "voice"
display = "0808 808 8000"
e164 = "+448088088000"
tz = "Europe/London"
regions = ["GB-SCT"]
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
                audience="everybody",
                confidentiality="They ask first.",
                alert="Closed on Sunday.",
                status="active",
                languages=("en",),
                volatility="the hours",
                evidence=("own page",),
                channels=(
                    Channel(
                        "voice", "0808 808 8000", "tel:+448088088000", "Line", "HI", "always",
                        "free", ("relay",), ("en", "cy"), "+448088088000", tz="Europe/London",
                        regions=("GB-SCT",),
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
        'resources.toml:31: “name” is missing. Write name = "…". [value]',
        "resources.toml:31: “kind” is missing. "
        "Write one of: crisis, directory, emergency, peer, topic. [value]",
        'resources.toml:31: “regions” is missing. Write regions = ["…", "…"]. [value]',
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


def checked(days: int | None, **facts) -> Resource:
    """An entry that was checked so many days before DAY."""
    verified = None if days is None else DAY - datetime.timedelta(days=days)
    return Resource(id="a", name="A", kind="peer", regions=(), verified_on=verified, **facts)


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (None, "unchecked"),
        (-1, "unchecked"),
        (0, "checked"),
        (DUE_DAYS, "checked"),
        (DUE_DAYS + 1, "due"),
        (MOST_DAYS, "due"),
        (MOST_DAYS + 1, "stale"),
    ],
)
def test_a_check_holds_for_half_a_year(days, standing):
    assert (DUE_DAYS, MOST_DAYS) == (120, 180)
    assert checked(days).standing(DAY) == standing
    assert checked(days).days(DAY) == days


@pytest.mark.parametrize(
    ("status", "offered", "answers"),
    [
        ("active", True, True),
        ("temporarily closed", True, False),
        ("inactive", False, False),
        ("defunct", False, False),
    ],
)
def test_a_service_that_ended(status, offered, answers):
    assert checked(0, status=status).is_offered is offered
    assert checked(0, status=status).answers(DAY) is answers


def test_numbers_that_are_too_old_are_not_printed():
    assert checked(MOST_DAYS).answers(DAY)
    assert checked(None).answers(DAY)
    assert not checked(MOST_DAYS + 1).answers(DAY)


@pytest.mark.parametrize(
    ("verified", "warning"),
    [
        ("2026-01-31", None),
        ("2025-10-03", None),
        (
            "2025-10-02",
            "resources.toml:9: “line” was checked 121 days before the day of the zine, 2026-01-31. "
            "Compare it with its page, then: zine resources verify line --by NAME. [check-due]",
        ),
        ("2025-08-03", None),  # stale: the pages themselves say so
        (
            "2026-02-01",
            "resources.toml:9: “line” was checked after the day of the zine, 2026-01-31, so it "
            "counts as unchecked. Write date = 2026-02-01 or later in zine.toml, "
            "or correct the day here. [check-to-come]",
        ),
    ],
)
def test_a_check_that_is_due_again_or_still_to_come(verified, warning, tmp_path):
    path = tmp_path / "resources.toml"
    path.write_text(LINE.replace("verified_on = 2026-01-31", f"verified_on = {verified}"))
    found, problems = read_resources(path, DAY)

    assert len(found) == 1
    assert [p.level for p in problems] == ["warning"] * len(problems)
    assert [str(p).replace(f"{tmp_path}/", "") for p in problems] == ([warning] if warning else [])


def test_what_was_written_before_there_were_codes_and_zones(tmp_path):
    """A number with its address, one text of access, and a region for the whole world."""
    old = (
        '[[resource]]\nid = "a"\nname = "A"\nkind = "crisis"\nregions = ["GB", "IE", "ZZ"]\n'
        '[[resource.channels]]\ntype = "voice"\ndisplay = "01632 960001"\n'
        'href = "tel:+441632960001"\naccess = "relay"\n'
    )

    found, problems = read(old, tmp_path)

    assert problems == []
    assert found[0].channels == (
        Channel("voice", "01632 960001", "tel:+441632960001", access=("relay",)),
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            'regions = ["UK"]',
            "resources.toml:5: “UK” is no region. Write GB. [region]",
        ),
        (
            'status = "closed"',
            "resources.toml:15: “status” cannot be “closed”. "
            "Write one of: active, defunct, inactive, temporarily closed. [value]",
        ),
        (
            "access = 3",
            'resources.toml:29: “access” is no list of texts. Write access = ["…", "…"]. [value]',
        ),
        (
            'regions = ["GB-SC0T"]',
            "resources.toml:24: “GB-SC0T” is no region. "
            "Write a code such as GB, GB-ENG, IE or US, or 001 for the whole world. [region]",
        ),
        (
            'e164 = "+44116123"',
            "resources.toml:22: “+44116123” is no number that E.164 knows. Write it like "
            "+448088088000; a short number such as 116123 goes into short_code. [number]",
        ),
    ],
)
def test_what_is_wrong_with_an_entry(line, problem, tmp_path):
    lines = LINE.split("\n")
    number = int(problem.split(":")[1])
    lines[number - 1] = line

    assert read("\n".join(lines), tmp_path)[1][0] == problem


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
