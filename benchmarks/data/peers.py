"""What the figures are compared with: seqeval 1.2.2, nervaluate 1.2.1, and plain loops that read files for seqeval."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

Tags = list[list[str]]
_WORD = re.compile(r"\S+")


def seqeval_strict(gold: Tags, predicted: Tags) -> str:
    from seqeval.metrics import classification_report
    from seqeval.scheme import IOB2

    report: str = classification_report(gold, predicted, mode="strict", scheme=IOB2)
    return report


def seqeval_default(gold: Tags, predicted: Tags) -> str:
    from seqeval.metrics import classification_report

    report: str = classification_report(gold, predicted)
    return report


def nervaluate_all(gold: Tags, predicted: Tags, labels: tuple[str, ...]) -> Any:
    from nervaluate import Evaluator

    return Evaluator(gold, predicted, tags=list(labels), loader="list").evaluate()


def conll_loop(path: Path) -> Tags:
    """The last column of each sentence."""
    sentences: Tags = [[]]
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                sentences[-1].append(line.split()[-1])
            elif sentences[-1]:
                sentences.append([])
    return sentences if sentences[-1] else sentences[:-1]


def jsonl_loop(path: Path) -> Tags:
    """IOB2 tags of the words of each document."""
    sentences: Tags = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            starts = {}
            ends = {}
            for number, word in enumerate(_WORD.finditer(document["text"])):
                starts[word.start()] = number
                ends[word.end()] = number
            tags = ["O"] * len(starts)
            for span in document["spans"]:
                first, last = starts[span["start"]], ends[span["end"]]
                tags[first : last + 1] = [f"B-{span['label']}", *[f"I-{span['label']}"] * (last - first)]
            sentences.append(tags)
    return sentences
