"""Work on rows of persons: what Postgres says of a failure quotes them, so nothing of it is passed on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError

from lumbung.contracts.model import Contract
from warehouse.errors import PersonalDataFailure, WarehouseError


@contextmanager
def unquoted(contract: Contract) -> Iterator[None]:
    """Of a register, a failure of the database is told by its kind alone, without cause and context.

    Raises:
        PersonalDataFailure: the database refused something.
    """
    if not contract.is_register:
        yield
        return
    try:
        yield
    except (psycopg.Error, DBAPIError) as error:
        raise _of_a_kind(contract, error) from None
    except WarehouseError as error:  # said in our own words; the words of the database quote the rows
        raise error from None


def _of_a_kind(contract: Contract, error: psycopg.Error | DBAPIError) -> PersonalDataFailure:
    refused = error.orig if isinstance(error, DBAPIError) else error
    detail = f"{type(refused).__name__} {getattr(refused, 'sqlstate', None) or ''}".strip()
    return PersonalDataFailure("personal_failure", dataset=contract.dataset, detail=detail)
