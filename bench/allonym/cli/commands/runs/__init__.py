"""The runs that were kept: what there is, their numbers over time, their pages."""
