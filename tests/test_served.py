"""Regions and topics → the places of support that a zine lists."""

from __future__ import annotations

import datetime

import pytest

from zinewright.directory import directory
from zinewright.resources import Channel, Resource
from zinewright.served import available, chosen

DAY = datetime.date(2026, 1, 31)
LONG_AGO = datetime.date(2025, 1, 31)


def entry(name, kind="topic", regions="GB", topics="grief", **facts):
    return Resource(
        id=name, name=name, kind=kind, regions=tuple(regions.split()),
        topics=tuple(topics.split()), **facts,
    )  # fmt: skip


def ids(resources):
    return " ".join(resource.id for resource in resources)


def listed(resources, regions="GB", topics=""):
    return ids(chosen(resources, regions.split(), topics.split(), DAY).resources)


REGIONS = """
GB      999 england scotland britain world
GB-ENG  999 england britain world
GB-SCT  999 scotland britain world
IE      112 world
US      world
-       999 112 england scotland britain world
"""


@pytest.mark.parametrize("row", REGIONS.strip().splitlines())
def test_a_zine_lists_what_is_there_for_its_regions(row):
    zine, wanted = row.split(maxsplit=1)
    resources = (
        entry("999", "emergency"),
        entry("112", "emergency", "IE"),
        entry("england", "crisis", "GB-ENG"),
        entry("scotland", "crisis", "GB-SCT"),
        entry("britain", "crisis", "GB"),
        entry("world", "directory", "001"),
    )

    assert listed(resources, zine.strip("-")) == wanted


def test_emergency_then_crisis_then_topic_then_directory():
    resources = (
        entry("directory", "directory"),
        entry("peers", "peer"),
        entry("topic", "topic"),
        entry("crisis", "crisis"),
        entry("emergency", "emergency"),
    )

    assert listed(resources, topics="grief") == "emergency crisis topic peers directory"
    assert listed(resources, topics="debt") == "emergency crisis directory"


def test_who_serves_what():
    resources = (
        entry("line", "crisis", topics="crisis suicide"),
        entry("young", topics="suicide"),
        entry("debts", topics="money-housing"),
    )
    served = chosen(resources, ["GB"], ["suicide", "crisis", "health"], DAY)

    assert {topic: ids(serving) for topic, serving in served.by_topic.items()} == {
        "suicide": "line young",
        "crisis": "line",
        "health": "",
    }
    assert served.unserved == ("health",)
    assert ids(served.serving(["suicide", "crisis", "health", "unknown"])) == "line young"
    assert ids(served.serving(["health"])) == ""


def test_at_most_three_for_a_topic():
    resources = tuple(entry(name) for name in "abcde")

    assert listed(resources, topics="grief") == "a b c"


def test_at_most_three_lines_to_talk_to_now():
    resources = tuple(entry(name, "crisis") for name in "abcde")

    assert listed(resources) == "a b c"


def test_every_nation_gets_its_own():
    """Four lines, each for one nation, are one for a reader in any of them."""
    nations = ("ENG", "SCT", "WLS", "NIR")
    resources = (
        *(entry(nation, regions=f"GB-{nation}") for nation in nations),
        *(entry(name) for name in "abc"),
        entry("wales-2", regions="GB-WLS"),
    )

    assert listed(resources, topics="grief") == "ENG SCT WLS NIR a b c"
    assert listed(resources, "GB-WLS", topics="grief") == "WLS a b"


def test_those_that_can_be_called_come_before_those_that_cannot():
    resources = (
        entry("old", "crisis", verified_on=LONG_AGO),
        entry("closed", "crisis", status="temporarily closed"),
        entry("a"),
        entry("b"),
        entry("c", verified_on=DAY),
    )
    served = chosen(resources, ["GB"], ["grief"], DAY)

    assert ids(served.by_topic["grief"]) == "a b c"
    assert ids(served.resources) == "old closed a b c"  # crisis lines stand there in any case


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_what_has_ended_is_never_listed(status):
    resources = (entry("gone", "emergency", status=status), entry("here", "emergency"))

    assert listed(resources) == "here"
    assert ids(available(resources, ["GB"])) == "here"


def test_an_entry_without_topics_is_for_all():
    assert listed((entry("a", topics=""),)) == "a"


def test_numbers_of_other_regions_are_left_out():
    ways = tuple(
        Channel("voice", nation, regions=regions)
        for nation, regions in (("E", ("GB-ENG",)), ("S", ("GB-SCT",)), ("all", ()))
    )
    (found,) = chosen((entry("a", channels=ways),), ["GB-SCT"], ["grief"], DAY).resources

    assert [way.display for way in found.channels] == ["S", "all"]


def test_a_zine_for_england_about_suicide():
    served = chosen(directory(), ["GB-ENG"], ["suicide", "domestic-abuse"], DAY)

    assert ids(served.resources) == (
        "emergency-gb nhs-111-mh-england samaritans shout calm ndah galop mens-advice-line "
        "find-a-helpline"
    )
    assert ids(served.by_topic["suicide"]) == "samaritans shout calm"
    assert ids(served.by_topic["domestic-abuse"]) == "ndah galop mens-advice-line"


CARE = """
GB-ENG  phso avma patients-association
GB-WLS  llais ombudsman-wales avma
GB-SCT  pass-scotland mwc-scotland spso
GB-NIR  pcc-ni nipso avma
IE      patient-advocacy-ie ombudsman-ie
US      ndrn patient-advocate-foundation
CA      ombudsperson-victims-ca chrc
AU      ombudsman-au ahpra opan
NZ      health-advocacy-nz hdc-nz
"""


@pytest.mark.parametrize("row", CARE.strip().splitlines())
def test_zines_about_care_that_harmed(row):
    place, wanted = row.split(maxsplit=1)
    served = chosen(directory(), [place], ["complaints-advocacy"], DAY)

    assert ids(served.by_topic["complaints-advocacy"]) == wanted


@pytest.mark.parametrize("place", ["GB", "GB-ENG", "GB-NIR", "IE", "US", "CA", "AU", "NZ"])
def test_a_zine_about_everything_leaves_no_topic_unserved(place):
    topics = sorted({topic for each in directory() for topic in each.topics} - {"emergency"})

    assert chosen(directory(), [place], topics, DAY).unserved == ()


def test_a_zine_for_nowhere_that_is_known():
    assert listed(directory(), "FR", "suicide") == "find-a-helpline"
