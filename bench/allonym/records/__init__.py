"""Results that travel: the texts to answer, and what a model that ran elsewhere answered, without any text."""
