"""What importers share: sources and posts, trees of strangers, and HTML → Markdown."""
