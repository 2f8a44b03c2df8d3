"""Remedies around a model, one a file: texts go in, the model is asked once, and mended spans come out."""
