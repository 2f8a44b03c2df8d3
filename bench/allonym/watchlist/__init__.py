"""The user's own names: read from a list, spelled, put into texts, and what became of each under each model."""
