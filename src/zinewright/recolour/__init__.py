"""Pages of a PDF → the same pages in other inks, without a loss."""
