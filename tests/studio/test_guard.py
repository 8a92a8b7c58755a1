"""The gate before every room: what does not come from a page of the studio changes nothing.

All routes are asked, as the application has them: a new one cannot be forgotten.
"""

from __future__ import annotations

import re

import pytest
from running import laid, stands
from visits import HOST, ORIGIN, Asker, guest_of, let_in, studio_of

from zinewright.studio.app import DOORS, NAVIGATION
from zinewright.studio.guard import HEADERS, MOST_BYTES

PLACES = [("GET", "/events"), ("GET", "/assets/studio.css")]
ADDRESSES = sorted({(d.method, re.sub(r"\{\w+\}", "one", d.path)) for d in DOORS} | set(PLACES))
BAD = {
    "a foreign host": {"host": "evil.example"},
    "a name that was turned round": {"host": f"evil.example:{HOST.partition(':')[2]}"},
    "another port": {"host": "127.0.0.1:80"},
    "a host that begins like ours": {"host": f"{HOST}.evil.example"},
    "no host": {"host": ""},
    "no cookie": {"cookie": ""},
    "an old cookie": {"cookie": "zine_4711=of-yesterday"},
    "a cookie of another port": {"cookie": "zine_80=of-another"},
    "more than there is room for": {"content-length": str(MOST_BYTES + 1)},
    "a length that is none": {"content-length": "-1"},
}
FOREIGN = {
    "a foreign origin": {"origin": "http://evil.example", "sec-fetch-site": ""},
    "an origin of this host on another port": {"origin": "http://127.0.0.1:80"},
    "a form of another site": {"sec-fetch-site": "cross-site"},
    "a form of another port": {"sec-fetch-site": "same-site"},
    "an address that was typed": {"sec-fetch-site": "none"},
    "nobody says where from": {"origin": "", "sec-fetch-site": ""},
    "a page without an origin": {"origin": "null", "sec-fetch-site": ""},
}


@pytest.fixture(scope="module")
def robin(tmp_path_factory):
    folder = laid(tmp_path_factory.mktemp("zine"), {})
    asker = guest_of(folder)
    asker.folder = folder
    return asker


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_every_route_turns_away_what_does_not_come_from_the_studio(robin, method, address):
    before = stands(robin.folder)
    bad = BAD | (FOREIGN if method == "POST" else {})
    answers = {why: robin.send(method, address, {}, heads) for why, heads in bad.items()}

    assert {why: a.status for why, a in answers.items() if a.status not in (403, 413, 421)} == {}
    assert {
        why for why, a in answers.items() if "access-control-allow-origin" in a.headers
    } == set()
    assert stands(robin.folder) == before


@pytest.mark.parametrize("name", [
    "../zine.toml", "..%2Fzine.toml", "/etc/passwd", "%2Fetc%2Fpasswd", "..\\zine.toml", "\x00",
    "a" * 5000,
])  # fmt: skip
def test_no_name_in_an_address_is_a_path(robin, name):
    before = stands(robin.folder)
    for door in DOORS:
        if "{" not in door.path:
            continue
        address = re.sub(r"\{\w+\}", lambda _: name, door.path)
        answer = robin.send(door.method, address, {"digest": name, "name": name, "file": name})
        assert "title = " not in answer.text, door.path
        assert "root:" not in answer.text, door.path
        assert answer.status in (200, 303, 404, 405), door.path
    assert stands(robin.folder) == before


def test_every_answer_has_what_keeps_it_to_its_page(robin):
    for address in ("/", "/order", "/assets/studio.js", "/nowhere"):
        answer = robin.send("GET", address)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, address


def test_no_page_holds_a_script_or_a_style_of_its_own(robin):
    for address in NAVIGATION.values():
        text = robin.send("GET", address).text
        assert not re.search(r"<style|<script(?! type=\"module\" src=)| style=| on\w+=", text), (
            address
        )


def test_an_address_lets_one_browser_in_once(tmp_path):
    _, sessions, app = studio_of(laid(tmp_path, {}))
    key = sessions.invite("Robin")
    first, second = (Asker(app).send("GET", f"/order?once={key}&a=1") for _ in range(2))

    assert (first.status, first.headers["location"]) == (303, "/order?a=1")
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=strict" in first.headers["set-cookie"]
    assert second.status == 403
    assert "set-cookie" not in second.headers


def test_a_cookie_ends_with_its_server(tmp_path):
    folder = laid(tmp_path, {})
    robin = guest_of(folder)
    _, _, another = studio_of(folder)

    assert robin.get("/order").status == 200
    assert Asker(another, robin.cookie).get("/order").status == 403


def test_what_is_longer_than_it_said_is_broken_off(tmp_path, monkeypatch):
    monkeypatch.setattr("zinewright.studio.guard.MOST_BYTES", 1000)
    folder = laid(tmp_path, {})
    robin = guest_of(folder)
    before = stands(folder)

    answer = robin.send("POST", "/name", None, {"content-length": "10"}, b"name=" + b"a" * 5000)

    assert answer.status == 413
    assert stands(folder) == before


def test_ten_thousand_strangers_leave_nothing_behind(tmp_path):
    zine, sessions, app = studio_of(laid(tmp_path, {}))
    robin = let_in(app, sessions)
    for number in range(500):
        Asker(app, f"zine_4711={number}").send("GET", f"/order?said={number}")

    assert len(sessions._guests) == 1
    assert robin.get("/order").status == 200


def test_a_page_of_the_studio_may_change_something(robin):
    answer = robin.post("/name", {"name": "Robin Doe"})

    assert answer.said == "You are Robin Doe here."
    assert robin.send("POST", "/name", {"name": "R"}, {"sec-fetch-site": ""}).status == 303
    assert ORIGIN.endswith(HOST)
