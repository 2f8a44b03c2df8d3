"""The board for all to see: a run as static pages of one style and script, beside files for programs."""
