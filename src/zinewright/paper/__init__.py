"""Sizes of paper, inks and folds: arithmetic, and no file."""
