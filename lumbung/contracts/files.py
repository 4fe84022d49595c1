"""Where the contracts of a site stand: in its own folder, and in those of the sites whose contracts it adopts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lumbung.site import Site, SiteError


def contract_files(site: Site) -> list[Path]:
    """The contract files of a site: its own ``contracts/<opd>/<dataset>.yaml``, sorted, then those it adopts.

    Raises:
        SiteError: a dataset to be adopted has no contract in the other site.
    """
    return [*_below(site.contracts), *adopted_files(site)]


def adopted_files(site: Site) -> list[Path]:
    """The files of the contracts that a site adopts, in the order of its ``site.yaml``.

    Raises:
        SiteError: a dataset to be adopted has no contract in the other site.
    """
    return list(_adopted(site))


def code_lists_beside(contract: Path) -> Path:
    """The folder of code lists of the site that a contract lies in: ``<site>/contracts/<opd>/<dataset>.yaml``."""
    return contract.absolute().parent.parent.parent / "reference" / "klasifikasi"


def rule_files(site: Site) -> list[Path]:
    """Every file that an inspection depends on besides the upload: configuration, contracts, code lists; sorted."""
    adopted = adopted_files(site)
    folders = {site.contracts, site.reference, *(code_lists_beside(path) for path in adopted)}
    files = {p for folder in folders for p in folder.rglob("*") if p.is_file()}
    return sorted({*files, *adopted, site.folder / "site.yaml"})


def _adopted(site: Site) -> Iterator[Path]:
    for adoption in site.adopts:
        offered = {path.stem: path for path in _below((site.folder / adoption.site / "contracts").resolve())}
        missing = [dataset for dataset in adoption.datasets if dataset not in offered]
        if missing:
            where = site.folder / "site.yaml"
            raise SiteError(
                f"{where}: adopts menyebut {', '.join(missing)}, yang tidak berkontrak di {adoption.site}. "
                "Perbaiki namanya; daftarnya: lumbung contract list --site."
            )
        yield from (offered[dataset] for dataset in adoption.datasets)


def _below(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml"))
