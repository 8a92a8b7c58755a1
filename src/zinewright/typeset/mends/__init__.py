"""WeasyPrint with functions that stand in for some of its own."""
