"""A review of a reading by a person: what was read, line by line, and what the answers to it change."""
