"""What writes the marked blocks and the pictures of README and docs, one file a writer."""
