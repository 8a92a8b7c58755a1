"""Several people and another program on one zine, in any order: nothing that was saved is lost.

Each sees the zine as it was when they last looked, and writes from there. What each adds is a word
that nobody else has, so that it can be looked for afterwards.
"""

from __future__ import annotations

import re
import tempfile
import tomllib
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import laid
from visits import let_in, studio_of

from zinewright.studio.journal import Journal

NAMES = ("one", "two", "three", "four")
POST = (
    "---\ntitle: {name}\n---\n\nThe first line is here, and there are others.\n\n"
    "They spoke about self-harm in the corridor.\n\nA last line.\n"
)
RECIPE = 'title = "Small hours" # its name\ndate = 2026-01-31\norder = ["one", "two", "three"]\n'
FIELD = re.compile(r'<input [^>]*name="([^"]+)" value="([^"]*)"')
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("look", "write", "write", "move", "decide", "say", "elsewhere", "undo")),
        st.integers(0, 1), st.sampled_from(NAMES[:3]), st.sampled_from(NAMES[:3]),
        st.integers(0, 6),
    ),
    min_size=4, max_size=14,
)  # fmt: skip


class Together:
    """A zine, two people who see it as it was when they looked, and what each was told."""

    def __init__(self, folder):
        self.folder = laid(
            folder,
            {"zine.toml": RECIPE} | {f"posts/{name}.md": POST.format(name=name) for name in NAMES},
        )
        self.zine, sessions, app = studio_of(self.folder)
        self.people = [let_in(app, sessions, name) for name in ("Robin", "Sam")]
        self.seen = [{name: self.page(each, name) for name in NAMES} for each in self.people]
        self.about = [self.facts(each) for each in self.people]
        self.order = list(NAMES[:3])
        self.words, self.saved, self.count = set(), set(), 0
        self.decided, self.said = set(), {}

    def page(self, person, name):
        page = person.get(f"/pieces/{name}").text
        text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1]
        return re.search(r'name="base" value="(\w+)"', page)[1], unescape(text)

    def facts(self, person):
        return {key: unescape(said) for key, said in FIELD.findall(person.get("/about").text)}

    def word(self):
        self.count += 1
        self.words.add(f"word{self.count}x")
        return f"word{self.count}x"

    def look(self, who, name, other, number):
        self.seen[who][name] = self.page(self.people[who], name)
        self.about[who] = self.facts(self.people[who])

    def write(self, who, name, other, number):
        base, text = self.seen[who][name]
        word, parts = self.word(), text.split(" ")
        parts.insert(1 + number % (len(parts) - 1), word)
        answer = self.people[who].post(f"/pieces/{name}", {"base": base, "text": " ".join(parts)})
        if answer.said.startswith("Saved"):
            self.saved.add((name, word))
        else:
            assert word in answer.text
        self.look(who, name, other, number)

    def move(self, who, name, other, number):
        way = ("before", "after")[number % 2]
        answer = self.people[who].post(
            "/order/move", {"way": "place", "name": name, "where": f"{way} {other}"}
        )
        assert answer.status == 200
        if name != other:
            self.order.remove(name)
            self.order.insert(self.order.index(other) + number % 2, name)

    def decide(self, who, name, other, number):
        form = {"act": "dismiss self-harm" if number % 2 else "accept self-harm"}
        answer = self.people[who].post(f"/notes/{name}", form)
        if re.search("readers are told|dismissed", answer.said):
            self.decided.add(name)

    def say(self, who, name, other, number):
        key, word = ("subtitle", "description", "contact")[number % 3], self.word()
        value = f"{word}@example.org" if key == "contact" else word
        self.people[who].post("/about", self.about[who] | {key: value})
        self.said[key] = value

    def elsewhere(self, who, name, other, number):
        path, word = self.folder / f"posts/{name}.md", self.word()
        path.write_text(path.read_text().replace("A last", f"A {word} last", 1))
        self.saved.add((name, word)) if word in path.read_text() else self.words.discard(word)

    def undo(self, who, name, other, number):
        before = self.now()["order"]
        answer = self.people[who].post("/order/undo", {})
        self.order = self.now()["order"]
        if "Undone" not in answer.said:
            assert self.order == before

    def now(self):
        return tomllib.loads((self.folder / "zine.toml").read_text())


def some(count):
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.thorough
@some(60)
@given(STEPS)
def test_every_word_that_anybody_saved_is_in_the_file_or_kept_beside_it(steps):
    with tempfile.TemporaryDirectory() as folder:
        holds_after(Together(Path(folder)), steps)


@pytest.mark.parametrize("number", range(2))
def test_two_people_and_an_editor_write_in_one_text(lay, number):
    zine = Together(lay({}))
    steps = [
        ("write", number, "one", "one", 3), ("elsewhere", 0, "one", "one", 0),
        ("write", 1 - number, "one", "one", 9), ("move", 0, "one", "three", 1),
        ("decide", 1, "one", "one", number), ("write", 0, "one", "one", 3),
        ("move", 1, "three", "two", 0), ("say", 0, "one", "one", 0), ("say", 1, "one", "one", 1),
        ("write", 1, "one", "one", 3), ("undo", 1, "one", "one", 0),
    ]  # fmt: skip

    holds_after(zine, steps)

    assert len(zine.saved) == 4  # two wrote at the same place: the words of one are kept beside it
    assert zine.order == ["two", "three", "one"]


def holds_after(zine, steps):
    for step, *values in steps:
        getattr(zine, step)(*values)
        assert zine.now()["order"] == zine.order

    files = {name: (zine.folder / f"posts/{name}.md").read_text() for name in NAMES}
    journal = Journal(zine.folder)
    journal.look()
    states = [journal.content(each.digest) for each in journal.entries() if each.digest]
    kept = b"\n".join(each for each in states if each).decode()
    assert [(name, word) for name, word in zine.saved if word not in files[name]] == []
    assert {word for word in zine.words if word not in kept} == set()
    assert {name for name in zine.decided if "self-harm" not in head(files[name])} == set()
    assert {key: zine.now().get(key) for key in zine.said} == zine.said
    assert "# its name" in (zine.folder / "zine.toml").read_text()
    assert all(f"title: {name}\n" in text for name, text in files.items())
    assert all("A last line" in re.sub(r"word\d+x ", "", text) for text in files.values())


def head(text):
    return text.split("---\n")[1]
