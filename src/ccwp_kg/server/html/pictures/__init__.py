"""Pictures as geometry: where each piece stands, computed from the words; one template draws them all as SVG.

All numbers are pixels of a picture drawn at its own size. The same input gives the same picture.
"""

from ccwp_kg.server.html.pictures.classes import class_picture
from ccwp_kg.server.html.pictures.graph import tree_picture
from ccwp_kg.server.html.pictures.matrix import MatrixCell, MatrixHeading, matrix_picture
from ccwp_kg.server.html.pictures.model import Arrow, Item, Picture, Rectangle, Text
from ccwp_kg.server.html.pictures.timeline import PlanPeriod, approval_picture, timeline_picture

__all__ = [
    "Arrow", "Item", "MatrixCell", "MatrixHeading", "Picture", "PlanPeriod", "Rectangle", "Text", "approval_picture",
    "class_picture", "matrix_picture", "timeline_picture", "tree_picture",
]  # fmt: skip
