"""Names, phrases and statements found in running text."""
