"""Why a model gave no answers: each is a row of the leaderboard, not the end of a run."""

from __future__ import annotations

from allonym.errors import AllonymError


class ModelFailed(AllonymError):
    """The model's process broke its protocol, a limit, or down; `log_tail` is the end of what it logged."""

    def __init__(self, model: str, reason: str, log_tail: str = "") -> None:
        self.model, self.reason, self.log_tail = model, reason, log_tail
        super().__init__(f"{model}: {reason}")


class NotInstalled(AllonymError):
    """The model cannot be started here; `reason` ends with the line that installs it."""

    def __init__(self, model: str, reason: str) -> None:
        self.model, self.reason = model, reason
        super().__init__(f"{model}: {reason}")
