"""`python -m bench` is `allonym`."""

from bench.cli.main import main

main()
