"""The rows of any answer as people read them: a table, one sentence, where it is written, what was asked."""
