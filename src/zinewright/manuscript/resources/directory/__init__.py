"""Places of support to choose from, and numbers that are out of use."""
