"""``lumbung rules``: what contracts state, and what a rule would have done to the files of the past."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from assets.backtesting import Tried
from assets.backtesting import backtest as try_rule
from lumbung.contracts.registry import load_registry
from lumbung.findings import Language
from lumbung.reports.wording import say
from lumbung.site import load_site
from pipelines.commands.known import check_datasets
from pipelines.resources import open_granary
from pipelines.settings import Settings

_EXAMPLES = 5


def list_rules(dataset: str | None, site_folder: Path | None, as_json: bool, lang: Language) -> int:
    """Print every stated rule, those on trial marked, and the catalogue codes on trial; 0.

    Raises:
        UnknownDataset: there is no such dataset.
    """
    site = load_site(Settings.read(site=site_folder, reading=True).site)
    registry = load_registry(site)
    check_datasets(registry, [dataset] if dataset else [])
    contracts = [c for c in registry.contracts.values() if dataset in (None, c.dataset)]
    rules = [
        {
            "dataset": c.dataset,
            "rule": r.name,
            "code": r.code,
            "severity": r.severity.value,
            "beta": r.beta or r.code in site.beta,
        }
        for c in contracts
        for r in c.rules
    ]
    if as_json:
        print(json.dumps({"rules": rules, "beta": list(site.beta)}, ensure_ascii=False, indent=1))
        return 0
    for r in rules:
        mark = say("rules.beta", lang) if r["beta"] else ""
        print(f"{r['dataset']}  {r['code']}  {r['severity']}  {r['rule']}{mark}")
    print(say("rules.codes", lang, codes=", ".join(site.beta) or "-"))
    return 0


def backtest(rule: str, dataset: str | None, site_folder: Path | None, as_json: bool, lang: Language) -> int:
    """Print what the rule would have done, by OPD, with examples; 0.

    Raises:
        UnknownRule: there is no such rule.
    """
    console = Console()
    granary = open_granary(Settings.read(site=site_folder, reading=True))
    with console.status("…") as status:
        tried = try_rule(granary, rule, dataset, lambda what: status.update(what))
    if as_json:
        document = {"rule": rule, "total": _counts(tried), "opd": _by_opd(tried), "files": [asdict(t) for t in tried]}
        print(json.dumps(document, ensure_ascii=False, indent=1))
        return 0
    print(say("rules.total", lang, rule=rule, **_counts(tried)))
    for opd, counts in _by_opd(tried).items():
        print(say("rules.opd", lang, opd=opd, **counts))
    for file, example in [(t.file, e) for t in tried for e in t.examples][:_EXAMPLES]:
        print(f"  {file} {example}")
    return 0


def _by_opd(tried: Sequence[Tried]) -> dict[str, dict[str, int]]:
    groups: dict[str, list[Tried]] = defaultdict(list)
    for each in tried:
        groups[each.opd].append(each)
    return {opd: _counts(same) for opd, same in sorted(groups.items())}


def _counts(tried: Sequence[Tried]) -> dict[str, int]:
    return {
        "files": len(tried),
        "returned": sum(t.returned for t in tried),
        "quarantined": sum(t.quarantined for t in tried),
        "findings": sum(t.findings for t in tried),
    }
