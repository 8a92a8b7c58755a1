"""History: what was saved, by whom, and that it can be brought back."""

from __future__ import annotations

import re

from visits import guest_of


def test_an_earlier_state_is_compared_and_brought_back_and_nothing_is_lost(lay):
    folder = lay({"posts/one.md": "---\ntitle: One\n---\n\nOld.\n"})
    robin = guest_of(folder)
    robin.get("/history")
    (folder / "posts/one.md").write_text("---\ntitle: One\n---\n\nNew.\n")

    listed = robin.get("/history?file=posts/one.md")
    digests = re.findall(r'href="/history/(\w{64})"', listed.text)
    compared = robin.get(f"/history/{digests[1]}")
    back = robin.post("/history/back", {"digest": digests[1]})

    assert "New. (stands there now) Old. (stood there then)" in compared.words
    assert back.said.startswith("posts/one.md is as it was on ")
    assert (folder / "posts/one.md").read_text() == "---\ntitle: One\n---\n\nOld.\n"
    again = robin.get("/history?file=posts/one.md")
    assert re.findall(r'href="/history/(\w{64})"', again.text) == [digests[1], *digests]
    assert "Robin: brought posts/one.md back" in again.words


def test_a_state_that_nobody_kept_is_told_of(lay):
    page = guest_of(lay({})).get(f"/history/{'0' * 64}")

    assert "This state is not kept." in page.words
