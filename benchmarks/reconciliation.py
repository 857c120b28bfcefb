"""Measures how often a name that is written badly is matched with what it means: `python -m benchmarks.reconciliation`.

Names of a release are misspelled, abbreviated and written otherwise, always in the same ways (a fixed seed), and each
is asked for alone, without a type. What two things share is left out by rule. Exits with 1 below the stated share.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from benchmarks.measure import run
from ccwp_kg.publish import open_release
from ccwp_kg.search import Index
