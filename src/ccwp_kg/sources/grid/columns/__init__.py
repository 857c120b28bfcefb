"""Tables without rules, by the place of words in their lines."""
