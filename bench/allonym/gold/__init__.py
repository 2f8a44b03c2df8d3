"""What keeps the gold right: faults and suspects in it, and how far its readers agree."""
