"""The safeguards with the data as built, and the places in these data where a defect can strike."""

from __future__ import annotations

import pytest
from places import Places
from safeguards import Safeguards

from ccwp_kg.rdf.dataset import INFERRED, SHAPES, NamedGraphs


@pytest.fixture(scope="session")
def safeguards(dataset: NamedGraphs) -> Safeguards:
    return Safeguards(dataset.with_ontology(), dataset.graphs[SHAPES])


@pytest.fixture(scope="session")
def places(safeguards: Safeguards, dataset: NamedGraphs) -> Places:
    read = {triple for graph, facts in dataset.evidence.items() if graph != INFERRED for triple in facts}
    return Places(safeguards.data, read)
