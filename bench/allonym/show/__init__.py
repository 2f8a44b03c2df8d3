"""Tables of a run as values, and the forms that they are drawn in."""
