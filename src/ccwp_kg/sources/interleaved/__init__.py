"""Two columns printed into the same lines, separated again."""
