"""The plan as a whole: sections, narrative, footnotes, earlier plans."""
