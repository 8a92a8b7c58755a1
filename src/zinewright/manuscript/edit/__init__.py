"""What a person decides → the text of a file that says it, comments and line ends kept."""
