"""`zine studio`: what stands in its help, and that a folder that is none is told of."""

from __future__ import annotations

from running import zine


def test_its_help_says_what_it_is_for():
    said = zine("studio", "--help").output

    assert "Open the studio of the zine in DIR" in said
    assert "--port" in said
    assert "--no-browser" in said
