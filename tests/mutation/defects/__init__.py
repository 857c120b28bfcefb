"""Kinds of defects that a reader, a rule, a curator or a disk could leave in the data, each planted one at a time."""

from defects import evidence, figures, links, losses, words
from defects.kinds import KINDS, planted

__all__ = ["KINDS", "evidence", "figures", "links", "losses", "planted", "words"]
