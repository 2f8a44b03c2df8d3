"""Spelling recall by stratum."""

from __future__ import annotations

from functools import partial

from allonym.show.sliced import sliced

tables = partial(sliced, factor="stratum")
