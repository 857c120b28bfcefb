"""Turns the built graphs into what consumers download: dumps, a description of the dataset, checksums.

It hands on no names: who opens a release needs nothing of what writes one.
"""
