"""One page that shows a run: nothing in it is computed anew but what its pictures need."""
