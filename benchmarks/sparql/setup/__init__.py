"""What all measurements share: servers and how they start, the data, the questions, requests."""
