"""Probes: the same paragraphs with a name spelled another way, every mention's place kept."""

from allonym.probes.edits import Edit, apply_edits, project
from allonym.probes.values import GoldMention, Pair, Probed, Site

__all__ = ["Edit", "GoldMention", "Pair", "Probed", "Site", "apply_edits", "project"]
