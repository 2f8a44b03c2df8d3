"""One model's predictions, probes, counts, intervals, and the order of the models."""
