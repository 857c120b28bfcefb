"""The page of each class of thing: what it shows, and in which order."""
