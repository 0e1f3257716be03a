"""The contract of the data hub: what its tables hold, and what their figures mean."""

from datahub_contract.contract import (
    Column,
    Contract,
    ContractError,
    Dataset,
    load_contract,
)

__all__ = ["Column", "Contract", "ContractError", "Dataset", "load_contract"]
