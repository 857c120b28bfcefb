"""The values a reading consists of: frozen dataclasses, each with its spans in the source."""
