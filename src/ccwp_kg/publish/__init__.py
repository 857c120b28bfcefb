"""Turns the built graphs into what consumers download: dumps, a description of the dataset, checksums."""

from ccwp_kg.publish.release import base_of, check_release, open_release, write_release

__all__ = ["base_of", "check_release", "open_release", "write_release"]
