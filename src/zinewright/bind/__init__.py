"""Typeset sections → one PDF."""
