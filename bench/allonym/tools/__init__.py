"""What writes the marked blocks of README and docs."""
