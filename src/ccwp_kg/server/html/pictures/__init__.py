"""Pictures as geometry: where each piece stands, computed from the words; one template draws them all as SVG.

All numbers are pixels of a picture drawn at its own size. The same input gives the same picture.
"""

from ccwp_kg.server.html.pictures.along import PlanPeriod, approval_picture, timeline_picture
from ccwp_kg.server.html.pictures.around import Group, large_picture, small_picture
from ccwp_kg.server.html.pictures.model import Arrow, Box, Item, Picture, Text
from ccwp_kg.server.html.pictures.tree import tree_picture

__all__ = [
    "Arrow", "Box", "Group", "Item", "Picture", "PlanPeriod", "Text", "approval_picture", "large_picture",
    "small_picture", "timeline_picture", "tree_picture",
]  # fmt: skip
