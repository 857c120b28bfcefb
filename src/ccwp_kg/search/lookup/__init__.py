"""Words in, ranked things out: candidates, spelling, highlights, names that resemble."""
