"""Text without layout: paragraphs, list marks, patterns, dates."""
