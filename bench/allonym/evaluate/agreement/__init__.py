"""What models say about texts that nobody labelled: where they agree, what each overlooks, what one alone sees."""

from allonym.evaluate.agreement.measure import Agreement, measure_agreement
from allonym.evaluate.agreement.rows import agreement_rows

__all__ = ["Agreement", "agreement_rows", "measure_agreement"]
