"""`make lexicon`: the lexicon and the letter tables of the engine, from the raw material on names."""
