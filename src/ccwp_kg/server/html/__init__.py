"""What all pages share: templates, page context, structured data, problems, pictures."""
