"""Regions and topics → the places of support that a zine lists."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from zinewright.languages.vocabulary import vocabulary_for
from zinewright.manuscript.resources.choose import available, chosen, in_slugs, proposed
from zinewright.manuscript.resources.directory.places import directory
from zinewright.manuscript.resources.resource import Channel, Resource

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


def test_all_that_an_editor_chose_for_a_topic_are_listed():
    resources = (*(entry(name) for name in "abcde"), *(entry(name, "crisis") for name in "vwxyz"))

    assert listed(resources, topics="grief") == "v w x y z a b c d e"


def test_those_that_are_always_there():
    resources = (entry("a", topics="debt"), entry("b", regions="FR"), entry("c", status="defunct"))
    served = chosen(resources, ["GB"], ["grief"], DAY, always=("b", "a", "c"))

    assert ids(served.resources) == "a b"
    assert served.left_out == {"c": "the service has ended (status: defunct)"}


def test_each_that_is_left_out_has_its_reason():
    resources = (
        entry("here"),
        entry("away", regions="IE FR"),
        entry("other", topics="debt housing"),
        entry("gone", status="inactive"),
    )
    served = chosen(resources, ["GB", "US"], ["grief"], DAY)

    assert ids(served.resources) == "here"
    assert served.left_out == {
        "away": "it is for IE, FR, and the zine for GB, US",
        "other": "no post has a note on its topics (debt, housing)",
        "gone": "the service has ended (status: inactive)",
    }


def limited(resources, most, regions="GB", topics="grief", always=()):
    served = chosen(resources, regions.split(), topics.split(), DAY, always, most)
    assert {each.id for each in resources} == {
        *(each.id for each in served.resources),
        *served.left_out,
    }
    return ids(served.resources)


def test_a_limit_names_what_it_leaves_out():
    resources = tuple(entry(name) for name in "abcde")
    served = chosen(resources, ["GB"], ["grief"], DAY, most=3)
    told = "others of its kind or its topics come first ([support] most = 3 in zine.toml)"

    assert ids(served.resources) == ids(served.by_topic["grief"]) == "a b c"
    assert served.left_out == {"d": told, "e": told}


def test_a_limit_of_lines_to_talk_to_now():
    resources = (*(entry(name, "crisis") for name in "abc"), entry("all", topics=""))

    assert limited(resources, 2, topics="") == "a b all"


def test_those_that_are_always_there_come_before_a_limit():
    resources = tuple(entry(name) for name in "abcde")

    assert limited(resources, 2, always=("e",)) == "a e"
    assert limited(resources, 2, always=("c", "d", "e")) == "c d e"


def test_with_a_limit_every_nation_gets_its_own():
    """Four lines, each for one nation, are one for a reader in any of them."""
    nations = ("ENG", "SCT", "WLS", "NIR")
    resources = (
        *(entry(nation, regions=f"GB-{nation}") for nation in nations),
        *(entry(name) for name in "abc"),
        entry("wales-2", regions="GB-WLS"),
    )

    assert limited(resources, 3) == "ENG SCT WLS NIR a b c"
    assert limited(resources, 3, "GB-WLS") == "WLS a b"


def test_with_a_limit_those_that_can_be_called_come_first():
    resources = (
        entry("old", "crisis", verified_on=LONG_AGO),
        entry("closed", "crisis", status="temporarily closed"),
        entry("a"),
        entry("b"),
        entry("c", verified_on=DAY),
    )
    served = chosen(resources, ["GB"], ["grief"], DAY, most=3)

    assert ids(served.resources) == "old closed a b c"  # crisis lines stand there in any case
    assert limited(resources[1:], 1, topics="grief") == "closed a"


def test_what_is_proposed_is_at_most_three_with_those_that_are_there():
    directory = tuple(entry(name) for name in "abcde")

    assert ids(proposed((), directory, ["GB"], ["grief"], DAY)) == "a b c"
    assert ids(proposed(directory[3:], directory, ["GB"], ["grief"], DAY)) == "a"
    assert ids(proposed(directory[1:], directory, ["GB"], ["grief"], DAY)) == ""
    assert ids(proposed((), directory, ["FR"], ["grief"], DAY)) == ""


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


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_check_holds_without_the_numbers_of_other_regions(is_changed):
    ways = (Channel("voice", "1", regions=("GB-ENG",)), Channel("voice", "2"))
    whole = entry("a", channels=ways, verified_on=DAY)
    whole = msgspec.structs.replace(whole, verified_of=whole.compared)
    if is_changed:
        whole = msgspec.structs.replace(whole, channels=(*ways, Channel("voice", "3")))
    (found,) = chosen((whole,), ["GB-SCT"], ["grief"], DAY).resources

    assert [way.display for way in found.channels] == ["2", *(["3"] if is_changed else [])]
    assert found.standing(DAY) == ("unchecked" if is_changed else "checked")


def test_a_zine_for_england_about_suicide():
    found = proposed((), directory(), ["GB-ENG"], ["suicide", "domestic-abuse"], DAY)

    for topic in ("suicide", "domestic-abuse"):
        assert 1 <= sum(topic in each.topics for each in found) <= 3
    assert {"emergency-gb", "samaritans"} <= {each.id for each in found}


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
def test_who_is_proposed_for_zines_about_care_that_harmed(row):
    place, wanted = row.split(maxsplit=1)
    found = proposed((), directory(), [place], ["complaints-advocacy"], DAY)

    assert ids(each for each in found if "complaints-advocacy" in each.topics) == wanted


@pytest.mark.parametrize("place", ["GB", "GB-ENG", "GB-NIR", "IE", "US", "CA", "AU", "NZ"])
def test_a_zine_about_everything_leaves_no_topic_unserved(place):
    topics = sorted({topic for each in directory() for topic in each.topics} - {"emergency"})
    found = proposed((), directory(), [place], topics, DAY)

    assert chosen(found, [place], topics, DAY).unserved == ()


def test_a_zine_for_nowhere_that_is_known():
    assert listed(directory(), "FR", "suicide") == "find-a-helpline"


def test_a_topic_of_an_entry_may_be_another_name_of_a_note():
    mine = (entry("a", topics="grief bereavement"), entry("b", topics="bereavement fog"))

    assert [each.topics for each in in_slugs(mine, vocabulary_for("en"))] == [
        ("grief", "bereavement", "death-grief"),
        ("bereavement", "fog"),
    ]
