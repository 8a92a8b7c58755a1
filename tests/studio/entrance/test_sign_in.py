"""Somebody at another machine says who they are, and is let in; nobody else is shown anything."""

from __future__ import annotations

import pytest
from running import laid
from visits import HOST, Asker, studio_of

WORDS = "seven quiet herons"


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setattr("zinewright.studio.entrance.people.COST", 2)
    _, sessions, app = studio_of(laid(tmp_path, {}))
    sessions.people.add("Sam", WORDS)
    return app


def said_in(answer):
    return answer.text.partition('role="alert">')[2].partition("</p>")[0]


def test_whoever_has_a_passphrase_comes_in_under_their_name(app):
    asker = Asker(app)
    page = asker.send("GET", "/order")
    answer = asker.send("POST", "/sign-in", {"name": "sam", "passphrase": WORDS})
    asker.cookie = answer.headers["set-cookie"].partition(";")[0]

    assert (page.status, "Your passphrase" in page.text, "Small hours" in page.text) == (
        403, True, False,
    )  # fmt: skip
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "Secure" not in answer.headers["set-cookie"]
    assert "Small hours" in asker.get("/").text
    assert app.sessions.guest(asker.cookie.partition("=")[2]).name == "Sam"


def test_over_tls_the_cookie_is_sent_over_tls_alone(app):
    def over_tls(scope, receive, send):
        return app(scope | {"scheme": "https"}, receive, send)

    heads = {"origin": f"https://{HOST}"}
    answer = Asker(over_tls).send("POST", "/sign-in", {"name": "Sam", "passphrase": WORDS}, heads)

    assert answer.status == 303
    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("fields", [
    {}, {"name": "Sam"}, {"name": "Sam", "passphrase": "a wrong one"},
    {"name": "<script>", "passphrase": WORDS}, {"name": "\x00\ud7ff", "passphrase": "\r\n"},
])  # fmt: skip
def test_anything_else_is_told_that_it_is_wrong_and_not_what(app, fields):
    answer = Asker(app).send("POST", "/sign-in", fields)

    assert answer.status == 403
    assert "set-cookie" not in answer.headers
    assert said_in(answer) == (
        "This name and this passphrase do not belong together. Whoever began the studio knows both."
    )
    assert "<script>" not in answer.text


def test_who_guesses_is_told_how_long_to_wait(app):
    said = [
        said_in(Asker(app).send("POST", "/sign-in", {"name": "Sam", "passphrase": "wrong"}))
        for _ in range(6)
    ]

    assert [each.rpartition("Wait ")[2] for each in said[4:]] == ["1 second, and try again."] * 2
    assert all("Wait" not in each for each in said[:4])


def test_a_form_of_another_page_signs_nobody_in(app):
    heads = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}
    answer = Asker(app).send("POST", "/sign-in", {"name": "Sam", "passphrase": WORDS}, heads)

    assert (answer.status, "set-cookie" in answer.headers) == (403, False)


def test_a_form_without_end_is_broken_off(app):
    answer = Asker(app).send("POST", "/sign-in", None, {}, b"name=" + b"a" * 10_000)

    assert said_in(answer) == "That was no name and no passphrase."


def test_without_people_there_is_no_such_page(tmp_path):
    _, _, app = studio_of(laid(tmp_path, {}))
    answer = Asker(app).send("POST", "/sign-in", {"name": "Sam", "passphrase": WORDS})

    assert (answer.status, "This door is closed" in answer.text) == (403, True)
