"""The starting directory, and what is out of use."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest

from zinewright.languages import files
from zinewright.languages.vocabulary import vocabulary_for
from zinewright.manuscript.resources.directory.places import FOLDER, directory, retired, written
from zinewright.manuscript.resources.phone_numbers import is_same
from zinewright.manuscript.resources.regions import is_within
from zinewright.manuscript.resources.resource import Resource, read_resources

EXAMPLE = Path(__file__).parents[4] / "manuscript" / "resources.toml"
STARTER = files.FOLDER / "en" / "starter"
ENTRIES = {resource.id: resource for resource in directory()}
NATIONS = ("GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR")
PLACES = (*NATIONS, "IE", "US", "CA", "AU", "NZ")
COUNTRIES = ("GB", "IE", "US", "CA", "AU", "NZ", "001")
TOPICS = sorted(
    {each for known in vocabulary_for("en").topics.values() for each in known.resources}
)


def test_it_is_read_without_a_problem():
    assert read_resources(FOLDER / "resources.toml") == (directory(), ())


def here(entries, place):
    """The entries that are there for everybody in a place."""
    return [each for each in entries if any(is_within(place, one) for one in each.regions)]


def holes(entries):
    """Each topic and place for which no entry is there, as “topic in place”."""
    return [
        f"{topic} in {place}"
        for topic in TOPICS
        for place in PLACES
        if not any(topic in each.topics and each.is_offered for each in here(entries, place))
    ]


def test_every_topic_has_somebody_in_every_place():
    assert "trauma" in TOPICS
    assert len(TOPICS) >= 18
    assert holes(directory()) == []


def test_in_the_united_kingdom_they_are_services_and_no_lists_of_services():
    services = [each for each in directory() if each.kind != "directory"]

    assert [hole for hole in holes(services) if " in GB-" in hole] == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"regions": ("GB-ENG",)}, ["health in GB-WLS", "health in GB-SCT", "health in GB-NIR"]),
        ({"topics": ("trauma",)}, [f"health in {place}" for place in NATIONS]),
        ({"status": "defunct"}, [f"health in {place}" for place in NATIONS]),
        ({"kind": "directory"}, []),
        ({"status": "temporarily closed"}, []),
    ],
)
def test_a_hole_is_found(change, found):
    """With the only entry on health in the United Kingdom changed."""
    others = [
        each
        for each in directory()
        if "health" not in each.topics or not each.regions[0].startswith("GB")
    ]
    only = msgspec.structs.replace(
        Resource("a", "A", "topic", ("GB",), topics=("health",)), **change
    )

    assert holes([*others, only]) == found


def test_every_place_has_an_emergency_number():
    assert [
        place
        for place in PLACES
        if not any(each.kind == "emergency" for each in here(directory(), place))
    ] == []


def test_topics_are_those_that_content_notes_lead_to():
    known = {*TOPICS, "emergency", "directory"}

    assert {name: set(each.topics) - known for name, each in ENTRIES.items()} == dict.fromkeys(
        ENTRIES, set()
    )


def test_entries_stand_by_country_with_the_emergency_number_first():
    """An entry for several countries stands with the first that it names."""
    countries = [each.regions[0].partition("-")[0] for each in directory()]
    firsts = [ENTRIES[name].kind for name in map(_first_in, COUNTRIES[:-1])]

    assert countries == sorted(countries, key=COUNTRIES.index)
    assert firsts == ["emergency"] * len(firsts)


def _first_in(country):
    return next(name for name, each in ENTRIES.items() if each.regions[0].startswith(country))


def test_an_entry_without_a_way_to_reach_it_says_what_the_service_is_for():
    assert [name for name, each in ENTRIES.items() if not each.channels and not each.notes] == []


def test_what_was_written_from_memory_does_not_pass_for_what_was_read():
    remembered = {line for each in directory() for line in each.evidence if "knowledge" in line}

    assert remembered == {"general knowledge, November 2026; not compared with a page"}


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
    assert [old.words for old in retired() if not old.is_number] == [
        "HOPELINEUK",
        "press 3",
        "Wellness Together Canada",
        "Community Health Council",
    ]
    assert [old.near for old in retired() if old.near] == ["988", "Wales"]


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
