"""The texts that go with the data: the documents that were read, rules, examples, prefixes, the JSON-LD context.

A release holds them, so that every installation serves it alike. What is served without a release has the texts of the
package.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ccwp_kg.errors import NotARelease
from ccwp_kg.installation import folder
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base

SOURCES = "source"
"""The folder of a release with the documents that were read, and their layouts."""
LAYOUT = ".layout.json"
"""What follows the name of a document in the name of its layout's file."""


@dataclass(frozen=True, slots=True)
class TextFiles:
    """Where the texts are.

    `ontology` is the folder with `prefixes.ttl`, `context.jsonld`, `rich.ttl`, `CHANGELOG.md`, `rules/` and
    `examples/`; `sources` is the folder with the documents that were read, `layouts` that with their layouts. Who reads
    a text of the package moves its IRIs to `base`; a release has them there already.
    """

    ontology: Path
    sources: Path
    layouts: Path
    base: Base = PUBLISHED_BASE

    @classmethod
    def of_release(cls, release: Path) -> TextFiles:
        """The texts in a release folder. Raises NotARelease where an earlier version made it without them."""
        texts = cls(release, release / SOURCES, release / SOURCES)
        for path in (texts.prefixes, texts.context, texts.rich, texts.changes):
            if not path.is_file():
                raise NotARelease(
                    f"{release} is not a whole release ({path.name} is missing); make it again with 'ccwp-kg release'"
                )
        return texts

    @classmethod
    def of_package(cls, base: Base = PUBLISHED_BASE) -> TextFiles:
        """The texts in the folders of the package, or of the checkout, for data with that base."""
        return cls(folder("ontology"), folder("data") / "sources", folder("data") / "generated", base)

    @property
    def prefixes(self) -> Path:
        """The prefix registry."""
        return self.ontology / "prefixes.ttl"

    @property
    def context(self) -> Path:
        """The JSON-LD context."""
        return self.ontology / "context.jsonld"

    @property
    def rich(self) -> Path:
        """The rich module of the ontology."""
        return self.ontology / "rich.ttl"

    @property
    def changes(self) -> Path:
        """What changed from one version of the ontology to the next."""
        return self.ontology / "CHANGELOG.md"

    @property
    def rules(self) -> Path:
        """The folder of the rules of inference, a SPARQL query each."""
        return self.ontology / "rules"

    @property
    def examples(self) -> Path:
        """The folder of the examples of the ontology, a Turtle file for each class."""
        return self.ontology / "examples"
