"""Models as processes: where they are described, how they are installed, run, cached and measured.

The names below are fetched when asked for: allonym.predict.worker is also imported inside model
environments, where nothing else of the project's is installed.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from allonym.predict.cost import Cost
    from allonym.predict.failures import ModelFailed, NotInstalled
    from allonym.predict.install import install_models
    from allonym.predict.models import Model, find_models
    from allonym.predict.predict import Predictor

_MODULES = {
    "Cost": "cost",
    "Model": "models",
    "ModelFailed": "failures",
    "NotInstalled": "failures",
    "Predictor": "predict",
    "find_models": "models",
    "install_models": "install",
}
__all__ = ["Cost", "Model", "ModelFailed", "NotInstalled", "Predictor", "find_models", "install_models"]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
