"""What each of the six tools tells."""
