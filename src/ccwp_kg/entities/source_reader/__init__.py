"""The document as it was printed, with what each passage became."""
