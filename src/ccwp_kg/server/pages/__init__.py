"""The pages that are not about one thing: home, lists, search, source, validation, downloads."""
