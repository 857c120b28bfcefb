"""The plan as a whole: title, cover, sections, narrative, earlier plans."""
