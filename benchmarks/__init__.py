"""Speed, measured: `make benchmark`. One module a subject, each with `figures()`; the folder is the list."""
