"""`resources.toml` → entries, and what is wrong with others."""

from __future__ import annotations

import datetime
import re
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.manuscript.resources.resource import (
    CHANNELS,
    DUE_DAYS,
    KINDS,
    MOST_DAYS,
    Channel,
    Resource,
    aged,
    in_order,
    read_entries,
    read_resources,
)
from zinewright.manuscript.resources.verified import PARTS

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


def recorded(tmp_path):
    """The entry with a record of what was compared, as `verify` writes it."""
    (entry,), _ = read(LINE, tmp_path)
    return LINE.replace("verified_against", f'verified_of = "{entry.compared}"\nverified_against')


ENDS = {
    'name = "A line"': ('name = "Our line"', "name"),
    'url = "https://example.org/"': ('url = "https://example.org/other"', "page"),
    'display = "0808 808 8000"\ne164 = "+448088088000"': (
        'display = "0808 808 8001"\ne164 = "+448088088001"', "ways"),
    'type = "voice"': ('type = "sms"', "ways"),
    'label = "Line"': ('label = "Line, then press 2"', "ways"),
    'keyword = "HI"': ('keyword = "HELLO"', "ways"),
    'hours = "always"': ('hours = "weekdays"', "hours"),
    'tz = "Europe/London"': ('tz = "Europe/Dublin"', "hours"),
    'cost = "free"': ('cost = "50p a minute"', "rest"),
    'access = "relay"': ('access = "none"', "rest"),
    'languages = ["en", "cy"]': ('languages = ["en"]', "rest"),
    'languages = ["en"]\nvolatility': ('languages = ["cy"]\nvolatility', "rest"),
    'regions = ["GB-SCT"]': ('regions = ["GB-WLS"]', "rest"),
    'regions = ["GB", "GB-SCT"]': ('regions = ["GB"]', "rest"),
    'audience = "everybody"': ('audience = "women"', "rest"),
    'confidentiality = "They ask first."': ('confidentiality = "They never tell."', "rest"),
    'alert = "Closed on Sunday."': ('alert = ""', "rest"),
    'status = "active"': ('status = "temporarily closed"', "rest"),
    'kind = "crisis"': ('kind = "topic"', "rest"),
    'notes = "For all."': ('notes = "For everybody."', "rest"),
    'verified_by = "Ada"': ('verified_by = "Bo"', "check"),
    'verified_against = "https://example.org/line"': (
        'verified_against = "https://www.example.org/x"', "check"),
}  # fmt: skip


@pytest.mark.parametrize("was", ENDS)
def test_a_change_of_what_readers_act_on_ends_a_check(was, tmp_path):
    now, part = ENDS[was]
    text = recorded(tmp_path)
    assert text.count(was) == 1
    (entry,), problems = read(text.replace(was, now), tmp_path)

    assert (entry.changed, problems) == ((PARTS[part],), [])
    assert entry.standing(DAY) == "unchecked"


def test_a_way_that_is_added_or_taken_away_ends_a_check(tmp_path):
    text = recorded(tmp_path)
    more = f'{text}[[resource.channels]]\ntype = "email"\ndisplay = "a@example.org"\n'
    fewer = text.partition("[[resource.channels]]")[0]

    for changed in (more, fewer):
        (entry,), _ = read(changed, tmp_path)
        assert PARTS["ways"] in entry.changed
        assert entry.standing(DAY) == "unchecked"


STAYS = {
    "topics": ('topics = ["grief"]', 'topics = ["grief", "debt"]'),
    "evidence": ('evidence = ["own page"]', "evidence = []"),
    "what may change": ('volatility = "the hours"', 'volatility = "all"'),
    "the order of keys": ('id = "line"\nname = "A line"', 'name = "A line"\nid = "line"'),
    "a line end in a text": ('name = "A line"', 'name = """A\nline"""'),
    "nothing": ("", ""),
}  # fmt: skip


def test_every_field_is_known_to_end_a_check_or_not():
    """By the two tables, but for what other keys say again, and for the record of the check."""
    again = {"channels", "href", "short_code", "dial_region"}
    record = {"verified_on", "verified_of", "verified_how"}
    said = " ".join([*ENDS, *(was for was, _ in STAYS.values())])
    fields = {*Resource.__struct_fields__, *Channel.__struct_fields__}

    assert fields - set(re.findall(r"(\w+) = ", said)) == again | record


@pytest.mark.parametrize("name", STAYS)
def test_what_ends_no_check(name, tmp_path):
    (entry,), problems = read(recorded(tmp_path).replace(*STAYS[name]), tmp_path)

    assert (entry.changed, entry.standing(DAY), problems) == ((), "checked", [])


@pytest.mark.parametrize(
    "record", ["3fa9c21b88ab", "name", "yes", "name 1 page 2 ways 3 hours 4 rest 5 check 6"]
)
def test_a_record_that_says_nothing_of_what_was_compared(record, tmp_path):
    text = LINE.replace("verified_against", f'verified_of = "{record}"\nverified_against')
    (entry,), _ = read(text, tmp_path)

    assert entry.changed == ("the record of what was compared",)
    assert entry.standing(DAY) == "unchecked"


def test_without_a_record_the_host_of_the_page_tells(tmp_path):
    (same,), _ = read(LINE, tmp_path)
    (other,), _ = read(
        LINE.replace('url = "https://example.org/"', 'url = "https://a.org"'), tmp_path
    )

    assert (same.changed, same.standing(DAY)) == ((), "checked")
    assert (other.changed, other.standing(DAY)) == ((PARTS["page"],), "unchecked")


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
            "Compare it with its page, then: zine resources verify line --by NAME. "
            "[resource-check-due]",
        ),
        ("2025-08-03", None),  # stale: the pages themselves say so
        (
            "2026-02-01",
            "resources.toml:9: “line” was checked after the day of the zine, 2026-01-31, so it "
            "counts as unchecked. Write date = 2026-02-01 or later in zine.toml, "
            "or correct the day here. [resource-check-to-come]",
        ),
    ],
)
def test_a_check_that_is_due_again_or_still_to_come(verified, warning, tmp_path):
    path = tmp_path / "resources.toml"
    path.write_text(LINE.replace("verified_on = 2026-01-31", f"verified_on = {verified}"))
    found, problems, lines, _ = read_entries(path)
    warned = list(aged(found[0], DAY, "resources.toml", lines["line"]))

    assert (len(found), problems) == (1, ())
    assert [(problem.level, str(problem)) for problem in warned] == (
        [("warning", warning)] if warning else []
    )


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
