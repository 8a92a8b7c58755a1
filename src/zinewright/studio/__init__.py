"""The studio: a room in the browser for people who do not use a terminal.

It serves the machine that it runs on. The files stay what they are, Markdown and TOML; whatever is
done here is done by the functions that the commands call.
"""
