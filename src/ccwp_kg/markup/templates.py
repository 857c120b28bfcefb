"""How templates are read, and the style sheet of what they make."""

from __future__ import annotations

import re

from jinja2 import Environment, StrictUndefined

from ccwp_kg.installation import folder
from ccwp_kg.languages import visible


def prepare(environment: Environment) -> None:
    """Make templates strict: an undefined value is an error, and control characters of the data are named."""
    environment.undefined = StrictUndefined
    # Called for each value a template writes.
    environment.finalize = lambda value: visible(value) if type(value) is str else value
    environment.trim_blocks = True
    environment.lstrip_blocks = True


def style() -> str:
    """The style sheets in the order of their names, without the comments and white space that no browser needs."""
    sheets = [path.read_text(encoding="utf-8") for path in sorted((folder("web") / "styles").glob("*.css"))]
    # what stands before a quotation mark may be the end of a string
    return re.sub(r"/\*.*?\*/|(?<=[:,;{}])\s+(?!\")|\s+(?=[{}])", "", "".join(sheets), flags=re.DOTALL)
