"""Finished files → a folder, all of them at once or none."""
