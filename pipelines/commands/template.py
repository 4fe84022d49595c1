"""``lumbung contract template``: the Excel template of a dataset, for the OPD to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lumbung.contracts.registry import load_registry
from lumbung.contracts.template.errors import TemplateError
from lumbung.contracts.template.plan import plan
from lumbung.contracts.template.wording import say
from lumbung.contracts.template.workbook import template_bytes
from lumbung.reference.opd import read_opds
from lumbung.reference.wilayah import read_gazetteer
from lumbung.site import load_site
from pipelines.commands.new_file import NotWritten, write_new
from pipelines.settings import Settings


def template(dataset: str, out: Path, site_folder: Path | None, period: str | None) -> int:
    """Write the template to ``out``, or under its own name into the folder ``out``; 0.

    Raises:
        TemplateError: no such dataset, or a period that is none of it.
        NotWritten: the file is there already, is named as no workbook, or cannot be written.
    """
    site = load_site(Settings.read(site=site_folder).site)
    contract = load_registry(site).contracts.get(dataset)
    if contract is None:
        raise TemplateError(say("error.no_dataset", dataset=dataset, site=site.name))
    opd = read_opds(site.reference).opds.get(contract.opd)
    name = opd.name if opd else contract.opd
    planned = plan(contract, read_gazetteer(site.reference), name, site.name, period, date.today())
    path = out / planned.file_name if out.is_dir() else out
    if path.suffix.lower() != ".xlsx":
        raise NotWritten(f"{path}: templat adalah berkas .xlsx. Tulis nama berakhiran .xlsx, atau folder yang ada.")
    write_new(path, template_bytes(planned))
    print(path)
    return 0
