"""A browser for the tests of the page."""

from support.browser import opened

__all__ = ["opened"]
