"""Pictures as geometry: where each piece stands, computed from the words; one template draws them all as SVG.

All numbers are pixels of a picture drawn at its own size. The same input gives the same picture.
"""
