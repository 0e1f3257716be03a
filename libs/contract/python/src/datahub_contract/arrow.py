"""The contract's types in pyarrow, which is only needed here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from datahub_contract.contract import Column


class ContractError(ValueError):
    """Data that are not what the contract says."""


def arrow_type(text: str) -> pa.DataType:
    """The type that ``str`` writes so. ``pyarrow.type_for_alias`` knows those without parameters alone."""
    import pyarrow as pa

    if match := re.fullmatch(r"decimal128\((\d+), (\d+)\)", text):
        return pa.decimal128(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"timestamp\[(\w+), tz=(.+)\]", text):
        return pa.timestamp(match[1], tz=match[2])
    return pa.type_for_alias(text)


def arrow_schema(columns: Sequence[Column]) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([pa.field(column.name, arrow_type(column.arrow), column.nullable) for column in columns])


def fit_table(name: str, columns: Sequence[Column], table: pa.Table) -> pa.Table:
    import pyarrow as pa

    schema = arrow_schema(columns)
    arrays = []
    for field in schema:
        if field.name not in table.column_names:
            if not field.nullable:
                raise ContractError(f"{name} has no column {field.name}, which is required")
            arrays.append(pa.nulls(table.num_rows, field.type))
            continue
        try:
            array = table.column(field.name).cast(field.type)
        except pa.ArrowException as error:
            raise ContractError(f"{name}.{field.name} does not fit {field.type}: {error}") from error
        if not field.nullable and array.null_count > 0:
            raise ContractError(f"{name}.{field.name} has {array.null_count} nulls, and is required")
        arrays.append(array)
    return pa.Table.from_arrays(arrays, schema=schema)
