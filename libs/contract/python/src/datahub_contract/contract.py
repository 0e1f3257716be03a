"""The contract as plain data, read from the files that the wheel was built with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from datahub_contract.arrow import ContractError, arrow_schema, fit_table

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_DATA = files("datahub_contract") / "data"


@dataclass(frozen=True)
class Column:
    """A column of a table: partition columns first, then those of the files, in their order."""

    name: str
    #: ``partition``, ``dimension``, ``measure``, ``derived``, or ``part`` for what is stored beside a mean.
    role: str
    #: As ``str(pyarrow.DataType)`` writes it.
    arrow: str
    #: As ``Series.astype`` takes it.
    pandas: str
    nullable: bool
    unit: str | None
    #: ``COUNT``, ``SUM``, ``AVG``, ``MIN``, ``MAX`` or ``NONE``; None for all but measures.
    aggregation: str | None
    description: str | None


@dataclass(frozen=True)
class Dataset:
    """A published table."""

    name: str
    description: str | None
    partition_by: tuple[str, ...]
    storage_hash: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    def pandas_dtypes(self) -> dict[str, str]:
        """What ``DataFrame.astype`` takes."""
        return {column.name: column.pandas for column in self.columns}

    def arrow_schema(self) -> pa.Schema:
        """The whole table, partition columns included. Needs pyarrow."""
        return arrow_schema(self.columns)

    def to_arrow(self, table: pa.Table) -> pa.Table:
        """The table with the contract's columns and types, in its order.

        A nullable column that is missing is null: the data are older than it. Raises ContractError where a
        required one is missing, or a value does not fit.
        """
        return fit_table(self.name, self.columns, table)

    def to_pandas(self, table: pa.Table) -> pd.DataFrame:
        """``to_arrow`` as a frame, in the nullable types of pandas. Needs pandas."""
        frame = self.to_arrow(table).to_pandas(coerce_temporal_nanoseconds=False)
        return frame.astype(self.pandas_dtypes())


@dataclass(frozen=True)
class Contract:
    """All that is published."""

    wire_hash: str
    datasets: tuple[Dataset, ...]

    def dataset(self, name: str) -> Dataset:
        """The dataset of that name. Raises KeyError."""
        for dataset in self.datasets:
            if dataset.name == name:
                return dataset
        raise KeyError(f"the contract has no dataset {name}")

    @cached_property
    def ir(self) -> dict[str, Any]:
        """Everything, as the compiler writes it: sources, events, expressions, checks."""
        return _read_json("contract.ir.json")

    @cached_property
    def odcs(self) -> str:
        """The contract as an Open Data Contract Standard document (YAML)."""
        return _read_text("datahub.odcs.yaml")

    @cached_property
    def sdl(self) -> str:
        """What the API answers, as GraphQL SDL."""
        return _read_text("schema.graphql")

    def spark_schema(self, dataset: str) -> dict[str, Any]:
        """What ``StructType.fromJson`` takes: the whole table, partition columns included."""
        return _read_json(f"spark/{self.dataset(dataset).name}.schema.json")

    def manifest_schema(self, dataset: str) -> dict[str, Any]:
        """JSON Schema of the table's ``_manifest.json``."""
        return _read_json(f"manifests/{self.dataset(dataset).name}.schema.json")


def load_contract() -> Contract:
    """The contract that this package was built with."""
    ir = _read_json("contract.ir.json")
    return Contract(ir["wireHash"], tuple(_dataset(entry) for entry in ir["datasets"]))


def _dataset(entry: dict[str, Any]) -> Dataset:
    types = _read_json(f"pandas/{entry['name']}.json")["columns"]
    meanings = {column["name"]: column for column in entry["columns"]}
    return Dataset(
        name=entry["name"],
        description=entry["description"],
        partition_by=tuple(entry["partitionBy"]),
        storage_hash=entry["storageHash"],
        columns=tuple(_column(typed, meanings.get(typed["name"])) for typed in types),
    )


def _column(typed: dict[str, Any], meaning: dict[str, Any] | None) -> Column:
    known = meaning or {}
    return Column(
        name=typed["name"],
        role=known.get("role", "partition" if typed["partition"] else "part"),
        arrow=typed["arrow"],
        pandas=typed["pandas"],
        nullable=typed["nullable"],
        unit=known.get("unit"),
        aggregation=known.get("agg"),
        description=known.get("description"),
    )


def _read_text(path: str) -> str:
    return _DATA.joinpath(*path.split("/")).read_text(encoding="utf-8")


def _read_json(path: str) -> Any:
    return json.loads(_read_text(path))


__all__ = ["Column", "Contract", "ContractError", "Dataset", "load_contract"]
