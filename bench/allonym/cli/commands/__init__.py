"""One command a file: NAME.py holds `command`, a click command; its first docstring line is its help."""
