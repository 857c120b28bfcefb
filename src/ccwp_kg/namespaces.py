"""The vocabularies the knowledge base speaks, one table."""

from __future__ import annotations

from pyoxigraph import NamedNode

PUBLISHED = "https://w3id.org/ccwp/"
"""Where the IRIs of this project start. A release may have its things elsewhere: see `ccwp_kg.rdf.terms.base`."""

ID = PUBLISHED + "id/"
"""Things live under `id/{collection}/{reference}`."""

DUMPS = PUBLISHED + "dumps/"
"""The files of a release are under it. Its description names them by relative IRIs, so that it is right wherever the
release is served."""


class Namespace(str):
    """A namespace IRI whose attributes are its terms: `CCWP.actionNumber`.

    >>> CCWP.actionNumber
    <NamedNode value=https://w3id.org/ccwp/ontology#actionNumber>
    """

    def __getattr__(self, term: str) -> NamedNode:
        """A term that was not asked for before: from then on it is an attribute like any other."""
        if term.startswith("_"):
            raise AttributeError(term)
        found = self.__dict__[term] = NamedNode(self + term)
        return found

    def term(self, name: str) -> NamedNode:
        """The term of that local name, for names that are Python keywords or methods of `str` (`title`, `format`)."""
        return NamedNode(self + name)


CCWP = Namespace(PUBLISHED + "ontology#")
CCWPSH = Namespace(PUBLISHED + "shapes#")

ADMS = Namespace("http://www.w3.org/ns/adms#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
CITO = Namespace("http://purl.org/spar/cito/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ELIDL = Namespace("http://data.europa.eu/eli/eli-draft-legislation-ontology#")
EUVOC = Namespace("http://publications.europa.eu/ontology/euvoc#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
M8G = Namespace("http://data.europa.eu/m8g/")
OA = Namespace("http://www.w3.org/ns/oa#")
OBO = Namespace("http://purl.obolibrary.org/obo/")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PPLAN = Namespace("http://purl.org/net/p-plan#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("https://schema.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SKOSXL = Namespace("http://www.w3.org/2008/05/skos-xl#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
SPEX = Namespace("https://purl.expasy.org/sparql-examples/ontology#")
SSSOM = Namespace("https://w3id.org/sssom/")
VANN = Namespace("http://purl.org/vocab/vann/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
VOID = Namespace("http://rdfs.org/ns/void#")
W3C_FORMATS = Namespace("http://www.w3.org/ns/formats/")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
