"""nervaluate 1.2.1's Evaluator under the same names, for its results: import it from `allonym.nervaluate`."""

from allonym.nervaluate.evaluator import EvaluationResult, Evaluator

__all__ = ["EvaluationResult", "Evaluator"]
