"""The engine: from a name as people write it to its other spellings, ranked by probability."""
