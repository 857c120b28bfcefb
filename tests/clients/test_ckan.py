"""ckanext-dcat, by which CKAN portals harvest: its own parser finds the dataset and every file of it."""

from __future__ import annotations

import json

import pytest

from support.clients.installed import python_of, run_python
from support.serving import Server

# CKAN itself is a portal with a database; its extension takes names from it that parsing does not call.
_HARVEST = """
import json, sys, types, urllib.request
from unittest.mock import MagicMock

def module(name, **names):
    found = sys.modules[name] = types.ModuleType(name)
    found.__path__ = []
    found.__dict__.update(names)
    parent, _, own = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], own, found)

def without_scheming(name):
    raise KeyError(name)

class Refused(Exception):
    pass

module("ckan", __version__="2.11.0")
module("ckan.exceptions", HelperError=Refused)
module("ckan.model", Package=MagicMock())
module("ckan.model.license", LicenseRegister=dict)
module("ckan.lib")
module("ckan.lib.helpers", resource_formats=dict)
module("ckan.lib.munge", munge_tag=str)
module("ckan.plugins", Interface=object)
module("ckan.plugins.interfaces", Interface=object)
module("ckan.plugins.toolkit", _=str, config={}, h=MagicMock(), g=MagicMock(), missing=None, url_for=str,
       ObjectNotFound=Refused, StopOnError=Refused, Invalid=Refused, get_action=without_scheming,
       asbool=lambda value: str(value).lower() == "true", aslist=list)
module("ckan.views")
module("ckan.views.home", index=None)
module("ckan.views.dataset", read=None)

from ckanext.dcat.processors import RDFParser

profile, form, accept, address = sys.argv[1:]
asked = urllib.request.Request(address, headers={"Accept": accept})
parser = RDFParser(profiles=[profile])
parser.parse(urllib.request.urlopen(asked).read().decode(), _format=form)
print(json.dumps(list(parser.datasets())))
"""


@pytest.mark.parametrize("profile", ["euro_dcat_ap_3", "euro_dcat_ap_2", "euro_dcat_ap"])
@pytest.mark.parametrize(
    ("form", "accept", "path"),
    [
        ("xml", "application/rdf+xml", "/"),
        ("ttl", "text/turtle", "/.well-known/void"),
        ("jsonld", "application/ld+json", "/catalog"),
    ],
)
def test_a_portal_finds_the_dataset_and_its_files(
    server: Server, profile: str, form: str, accept: str, path: str
) -> None:
    """From whichever address it starts: 18 resources, each with an address that answers, a format and a licence."""
    python_of("python")
    found = json.loads(run_python("python", _HARVEST, profile, form, accept, server.address + path))
    assert 3 == len(found)  # the dataset, and its two versions
    dataset = next(each for each in found if each["title"] == "Action plans of the Customs Cooperation Working Party")
    extras = {each["key"]: each["value"] for each in dataset["extras"]}
    assert "ccwp-kg project" == extras["publisher_name"] == extras["contact_name"]
    assert f"{server.address}/data" == dataset["url"]
    assert {"customs cooperation", "action plan"} <= {tag["name"] for tag in dataset["tags"]}
    assert len(dataset["resources"]) >= 18
    for resource in dataset["resources"]:
        assert resource["url"].startswith(f"{server.address}/")
        assert 200 == server.ask("HEAD", resource["url"].removeprefix(server.address), accept="*/*")[0]
        assert resource["format"]
        assert resource["name"]
        assert "http://creativecommons.org/licenses/by/4.0/" == resource["license"]
