"""The starting directory, and what is out of use."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from zinewright import words
from zinewright.directory import FOLDER, directory, retired, written
from zinewright.numbers import is_same
from zinewright.resources import read_resources

EXAMPLE = Path(__file__).parents[1] / "manuscript" / "resources.toml"
STARTER = words.FOLDER / "starter" / "en"
ENTRIES = {resource.id: resource for resource in directory()}


def test_it_is_read_without_a_problem():
    assert read_resources(FOLDER / "resources.toml") == (directory(), ())
    assert len(ENTRIES) == 33


@pytest.mark.parametrize("name", ENTRIES)
def test_nobody_is_said_to_have_checked_an_entry(name):
    entry = ENTRIES[name]

    assert (entry.verified_on, entry.verified_by, entry.verified_against) == (None, "", "")
    assert entry.evidence
    assert entry.topics
    assert entry.url.startswith("https://")


@pytest.mark.parametrize("name", ENTRIES)
def test_every_number_says_how_it_is_dialled(name):
    for way in ENTRIES[name].channels:
        if way.type in ("voice", "sms"):
            scheme, _, number = way.href.partition(":")
            assert scheme == {"voice": "tel", "sms": "sms"}[way.type]
            assert number == (way.e164 or way.short_code)
            assert is_same(way.display, number)


@pytest.mark.parametrize("name", ENTRIES)
def test_hours_have_a_time_zone_unless_they_are_all_hours(name):
    for way in ENTRIES[name].channels:
        has_clock = any(sign in way.hours for sign in (" am", " pm"))
        assert bool(way.tz) == has_clock, way.display


def test_an_entry_as_it_is_written():
    assert written("womens-aid-ie") == (
        "[[resource]]\n"
        'id = "womens-aid-ie"\n'
        'name = "Women’s Aid National Freephone Helpline"\n'
        'kind = "topic"\n'
        'regions = ["IE"]\n'
        'topics = ["domestic-abuse", "abuse"]\n'
        'audience = "women"\n'
        'url = "https://www.womensaid.ie/"\n'
        'evidence = ["check log, 4 September 2026", "check log, 1 October 2026"]\n'
        "[[resource.channels]]\n"
        'type = "voice"\n'
        'display = "1800 341 900"\n'
        'e164 = "+3531800341900"\n'
        'hours = "24 hours, every day"\n'
        'cost = "free"\n'
    )


@pytest.mark.parametrize("name", ENTRIES)
def test_each_is_written_whole_and_alone(name):
    (entry,) = tomllib.loads(written(name))["resource"]

    assert entry["id"] == name
    assert len(entry.get("channels", [])) == len(ENTRIES[name].channels)


def test_an_unknown_entry():
    with pytest.raises(KeyError):
        written("nobody")


def test_the_example_zine_says_the_same():
    """But for who checked it, which only a zine's own list may say."""
    found, problems = read_resources(EXAMPLE)

    assert problems == ()
    assert [entry for entry in found if entry != ENTRIES[entry.id]] == []


@pytest.mark.parametrize("old", retired(), ids=lambda old: old.words)
def test_what_is_out_of_use_leads_to_what_is_not(old):
    assert old.replaced_by in ENTRIES
    assert old.why
    assert not any(
        way.type in ("voice", "sms") and old.is_number and is_same(old.words, way.href)
        for entry in directory()
        for way in entry.channels
    )


def test_numbers_and_names_are_told_apart():
    assert [old.words for old in retired() if not old.is_number] == ["HOPELINEUK", "press 3"]
    assert [old.near for old in retired() if old.near] == ["988"]


def test_the_list_to_start_from_shows_an_entry_that_is_sound(tmp_path):
    """With the # before each of its lines taken away."""
    text = (STARTER / "resources.toml").read_text("utf-8")
    lines = text[text.index("# [[resource]]") :].splitlines()
    path = tmp_path / "resources.toml"
    path.write_text("\n".join(line.removeprefix("# ").removeprefix("#") for line in lines))
    found, problems = read_resources(path)

    assert problems == ()
    assert [(way.display, way.href) for entry in found for way in entry.channels] == [
        ("0808 157 0123", "tel:+448081570123")
    ]
