"""Scripts that run outside this process: the guard around a worker, and the worker for Python adapters."""
