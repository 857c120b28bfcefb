"""Lines and pages: headers and footers, hyphens, headings, numbers of actions."""
