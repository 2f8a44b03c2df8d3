"""Models as processes: where they are described, how they are installed, run, cached and measured."""
