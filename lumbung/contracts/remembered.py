"""Contracts with what people accepted: spellings become aliases, of headings, of categories, of titles."""

from __future__ import annotations

from dataclasses import replace

from lumbung.contracts.model import Category, Contract, Kind, Property
from lumbung.proposals import MappingKind
from lumbung.reference.decisions import Decisions


def list_scope(dataset: str, prop: Property) -> str:
    """The scope of a category's spellings: the code list, or the property where its contract writes the list out."""
    return prop.code_list or f"{dataset}.{prop.name}"


def remembered(contract: Contract, decisions: Decisions) -> Contract:
    """The contract with every spelling accepted for it, and the decisions at hand for what is proposed."""
    titles = decisions.spellings(MappingKind.TITLE, contract.opd, contract.dataset)
    return replace(
        contract,
        titles=_joined(contract.titles, titles),
        properties=tuple(_property(contract, p, decisions) for p in contract.properties),
        decisions=decisions,
    )


def _property(contract: Contract, prop: Property, decisions: Decisions) -> Property:
    headings = decisions.spellings(MappingKind.COLUMN, contract.dataset, prop.name)
    scope = list_scope(contract.dataset, prop)
    categories = prop.categories
    if prop.kind is Kind.CATEGORY:
        categories = tuple(_category(c, decisions.spellings(MappingKind.CATEGORY, scope, c.code)) for c in categories)
    if not headings and categories == prop.categories:
        return prop
    return replace(prop, aliases=_joined(prop.aliases, headings), categories=categories)


def _category(category: Category, spellings: tuple[str, ...]) -> Category:
    return replace(category, aliases=_joined(category.aliases, spellings)) if spellings else category


def _joined(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))
