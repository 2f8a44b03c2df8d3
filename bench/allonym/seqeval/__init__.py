"""seqeval 1.2.2 under the same names: import from `allonym.seqeval` what you import from `seqeval.metrics`.

Every public function with every keyword, the same numbers and kinds of errors, many times faster. docs/scoring.md lists
where seqeval is wrong and what is done here instead.
"""

from allonym.seqeval.metrics import (
    accuracy_score,
    classification_report,
    f1_score,
    get_entities,
    performance_measure,
    precision_recall_fscore_support,
    precision_score,
    recall_score,
)

__all__ = [
    "accuracy_score",
    "classification_report",
    "f1_score",
    "get_entities",
    "performance_measure",
    "precision_recall_fscore_support",
    "precision_score",
    "recall_score",
]
