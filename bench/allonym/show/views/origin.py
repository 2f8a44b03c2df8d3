"""Spelling recall by origin."""

from __future__ import annotations

from functools import partial

from allonym.show.sliced import sliced

tables = partial(sliced, factor="origin")
