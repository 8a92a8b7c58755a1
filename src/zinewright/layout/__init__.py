"""Sections → HTML to typeset: templates, fonts, covers."""
