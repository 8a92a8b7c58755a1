"""One file a family of commands; the only printing and exit codes."""
