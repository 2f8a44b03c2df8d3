"""`python -m allonym` is `allonym`."""

from allonym.cli.main import main

main()
