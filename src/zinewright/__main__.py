"""`python -m zinewright` → its commands, as `zine` has them."""

from __future__ import annotations

from zinewright.cli import main

main(prog_name="zine")
