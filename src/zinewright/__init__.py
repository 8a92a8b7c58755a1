"""Zinewright turns blog posts into zines that everyone can read.

read_manuscript ─▶ assemble ─▶ typeset ─▶ bind ─▶ EDITIONS ─▶ check ─▶ publish
"""

__version__ = "0.1.0"
