"""Finds for every rule of the shapes a change of the data as built that breaks it, if possible no other one.

`python tests/mutation/find_one_rule_each.py` writes `one_rule_each.txt` anew; rules whose change there still does its
work keep it. A change that breaks other rules as well is tried again together with one that might mend those.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from changes import Change  # noqa: E402
from mutators import candidates, repairs  # noqa: E402
from one_rule_each import Breach, read_breaches, write_breaches  # noqa: E402
from places import Places  # noqa: E402
from rules import Rule, rules_of  # noqa: E402
from safeguards import Safeguards, rule_of  # noqa: E402

from ccwp_kg.build import Inputs, assemble  # noqa: E402  # after the folders of the tests
from ccwp_kg.rdf.dataset import SHAPES  # noqa: E402
from support.commands import ROOT  # noqa: E402

TRIED, BROKEN, MENDED = 200, 12, 60
"""How many changes are tried, how many of those that break the rule are judged, and how many mended ones."""


class Search:
    def __init__(self, safeguards: Safeguards, places: Places) -> None:
        self.safeguards, self.places = safeguards, places
        self.rules = {rule.name: rule for rule in rules_of(safeguards.selection, safeguards.graph)}

    def best(self, rule: Rule) -> Breach | None:
        """The change found that breaks the rule with the fewest others."""
        found: list[Breach] = []
        for breach in itertools.islice(self._breaches(rule), BROKEN):
            if not breach.also:
                return breach
            found.append(breach)
        found.sort(key=lambda breach: len(breach.also))
        for breach in found[:3]:
            for mended in itertools.islice(self._mended(rule, breach), MENDED):
                broken = self.safeguards.broken_rules(mended)
                if rule.name in broken:
                    found.append(Breach(rule.name, mended, broken - {rule.name}))
                    if not found[-1].also:
                        return found[-1]
        return min(found, key=lambda breach: len(breach.also), default=None)

    def _breaches(self, rule: Rule) -> Iterator[Breach]:
        for change in itertools.islice(candidates(rule, self.places), TRIED):
            if rule.name in self.safeguards.broken_rules(change, shapes=rule.triples):
                broken = self.safeguards.broken_rules(change)
                yield Breach(rule.name, change, broken - {rule.name})

    def _mended(self, rule: Rule, breach: Breach) -> Iterator[Change]:
        report = self.safeguards.report(breach.change)
        for result in report.results:
            name = rule_of(result)
            if name != rule.name and name in self.rules:
                yield from repairs(breach.change, self.rules[name], result, self.places)


def main() -> None:
    built = assemble(Inputs(ontology=ROOT / "ontology", data=ROOT / "data", shapes=ROOT / "shapes"))
    safeguards = Safeguards(built.with_ontology(), built.graphs[SHAPES])
    search = Search(safeguards, Places(safeguards.data, ()))
    known = {breach.rule: breach for breach in read_breaches()}
    kept: dict[str, Breach] = {}
    for name, rule in search.rules.items():
        breach = known.get(name)
        if breach is None or safeguards.broken_rules(breach.change) != breach.also | {name}:
            breach = search.best(rule)
        if breach is not None:
            kept[name] = breach
        print(name, "none" if breach is None else sorted(breach.also), flush=True)
    write_breaches(kept.values())


if __name__ == "__main__":
    main()
