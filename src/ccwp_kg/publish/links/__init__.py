"""Links to other vocabularies, as a list and as SSSOM."""
