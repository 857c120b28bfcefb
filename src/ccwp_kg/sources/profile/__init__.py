"""What differs between families of documents, as data: headings, cues, names."""
