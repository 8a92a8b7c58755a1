"""Copies → sheets, cost, and steps with drawings."""
