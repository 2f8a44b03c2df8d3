"""What models say about texts that nobody labelled: where they agree, what each overlooks, what one alone sees."""

from allonym.evaluate.agreement.measure import Agreement, measure_agreement

__all__ = ["Agreement", "measure_agreement"]
