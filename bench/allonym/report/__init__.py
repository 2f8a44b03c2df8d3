"""One page that shows a run: HTML, CSS, scripts and pictures of values that other rooms give."""
