"""Models as processes: where they are described, how they are installed, run, cached and measured."""

from bench.predict.failures import ModelFailed, NotInstalled
from bench.predict.install import install_models
from bench.predict.models import Model, find_models
from bench.predict.predict import Cost, Predictor
from bench.predict.process import stop_all

__all__ = ["Cost", "Model", "ModelFailed", "NotInstalled", "Predictor", "find_models", "install_models", "stop_all"]
