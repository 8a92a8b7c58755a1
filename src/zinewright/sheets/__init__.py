"""Pages → sheets of paper: imposing, marks, PDF/X."""
