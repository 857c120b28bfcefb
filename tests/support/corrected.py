"""Corrections as a curator would write them, for copies of the checkout: the shipped data need none."""

from __future__ import annotations

from pathlib import Path

from ccwp_kg.namespaces import CCWP, DCTERMS, ID, RDFS, XSD

SHA256 = "4950f5298b9b71a91b084e80122a7cd0441cdd4fdf9fe7aedf2d11cc3aeaafaa"
SOURCE = f"{ID}source/fifth-action-plan"
HEAD = f"""@prefix ccwp: <{CCWP}> . @prefix dcterms: <{DCTERMS}> . @prefix rdfs: <{RDFS}> . @prefix xsd: <{XSD}> .
@base <{ID}> .
"""
TITLE = (
    "To examine the use of secure channels for customs authorities in relation to mutual assistance and information "
    "exchange"
)
OUTCOME = "Promoting the use of secure channels"
CHANGES = {
    # slug → (thing, property, what gives way and what holds)
    "title": ("plan/5/action/5.4", "dcterms:title", f'ccwp:replacedValue "{TITLE}"@en ; '
              f'ccwp:correctValue "{TITLE.replace("and information", "and to information")}"@en'),
    "outcome-3": ("plan/5/action/5.4/outcome/3", "ccwp:text", f'ccwp:replacedValue "{OUTCOME}"@en ; '
                  f'ccwp:correctValue "{OUTCOME};"@en ; ccwp:hasSpan <source/fifth-action-plan#char=15353,15394>'),
    "decision": ("plan/5/action/5.4/indicator/2/decision/2", "ccwp:decisionBy",
                 "ccwp:replacedThing <organisation/ccwp> ; ccwp:correctThing <organisation/cats>"),
    "product": ("plan/5/action/5.4/indicator/2/decision/2", "ccwp:expectsProduct",
                "ccwp:replacedThing <concept/analysis>"),
    "start": ("plan/5/action/5.4", "ccwp:startDate", 'ccwp:correctValue "2011-09-01"^^xsd:date'),
}  # fmt: skip
"""A literal and a link that give way, one statement taken away, and one that was missed."""
IDLE = {
    "older-text": ("plan/5/action/5.4/outcome/1", "ccwp:text",
                   f'ccwp:replacedValue "old"@en ; ccwp:sha256 "{"0" * 64}"'),
    "read-otherwise": ("plan/5/action/5.4/outcome/1", "ccwp:text", 'ccwp:replacedValue "old"@en ; '
                       'ccwp:correctValue "new"@en'),
    "read-by-now": ("plan/5/action/5.4/outcome/2", "ccwp:text", 'ccwp:replacedValue "old"@en ; '
                    'ccwp:correctValue "Improved protection of personal data and data security"@en'),
}  # fmt: skip
"""Corrections that have no effect: of another text, of another reading, of what is read as it should be."""


def correction(
    slug: str, resource: str, predicate: str, change: str, *, reason: str = "It was misread.", source: str = SOURCE
) -> str:
    """A correction in Turtle; `change` names what gives way, what holds, and another digest if need be."""
    digest = "" if "ccwp:sha256" in change else f'ccwp:sha256 "{SHA256}" ;'
    return (
        f"<{source.replace('/source/', '/correction/')}/{slug}> a ccwp:Correction ; "
        f'rdfs:label "Correction {slug}"@en ; ccwp:correctsSource <{source}> ; {digest} '
        f"ccwp:correctedResource <{resource}> ; ccwp:correctedProperty {predicate} ; {change} ; "
        f'ccwp:reason "{reason}"@en ; ccwp:authorRole "curator" ; dcterms:created "2026-11-26"^^xsd:date ; '
        'ccwp:reviewerRole "reviewer" ; dcterms:dateAccepted "2026-11-27"^^xsd:date .\n'
    )


def corrections(changes: dict[str, tuple[str, str, str]]) -> str:
    """Several of them, as one file."""
    return HEAD + "".join(correction(slug, *change) for slug, change in changes.items())


def keep(root: Path, text: str) -> None:
    """Put corrections into a copy of the checkout."""
    (root / "data" / "corrections" / "fifth-action-plan.ttl").write_text(text, encoding="utf-8")
