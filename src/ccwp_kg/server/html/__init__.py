"""What all pages share: templates, frame, structured data, problems, pictures."""
