"""The six tools, a file each."""
