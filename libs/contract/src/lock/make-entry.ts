import { type DocumentNode, Kind } from 'graphql';
import { sqlTypeName } from '../column-type.ts';
import { servedDocument } from '../derive/served-schema.ts';
import type { ContractIr, DatasetColumn, DatasetIr } from '../ir.ts';
import type { LockEntry, LockedColumn, LockedDataset } from './contract-lock.ts';

/** What the lock keeps of a contract. */
export function makeLockEntry(contract: ContractIr, document: DocumentNode): LockEntry {
  return {
    wireHash: contract.wireHash,
    datasets: Object.fromEntries(contract.datasets.map((dataset) => [dataset.name, lockDataset(dataset)])),
    served: servedNames(servedDocument(document, contract)),
    sources: contract.sources.map(({ name }) => name).toSorted(),
  };
}

function lockDataset({ storageHash, partitionBy, zone, sql, stored, columns }: DatasetIr): LockedDataset {
  return {
    storageHash,
    partitionBy,
    zone,
    ...(sql === null ? {} : { sql }),
    stored: stored.map(({ name, type, nullable }) => ({ name, type: sqlTypeName(type), nullable })),
    columns: columns.map(lockColumn),
  };
}

function lockColumn(column: DatasetColumn): LockedColumn {
  const { name, role, unit } = column;
  const meaning = {
    agg: role === 'measure' ? column.agg : null,
    of: role === 'derived' ? null : column.of,
    where: role === 'measure' ? column.where : null,
    expr: role === 'derived' ? column.expr : null,
    grain: role === 'dimension' ? column.grain : null,
    unit,
  };
  const known = Object.entries(meaning).filter(([, value]) => value !== null);
  return { name, role, ...Object.fromEntries(known) };
}

function servedNames(document: DocumentNode): Record<string, string[]> {
  const types = document.definitions.flatMap((definition): [string, string[]][] => {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
        return [
          [
            definition.name.value,
            (definition.fields ?? []).flatMap(({ name, arguments: args = [] }) => [
              name.value,
              ...args.map((argument) => `${name.value}(${argument.name.value}:)`),
            ]),
          ],
        ];
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return [[definition.name.value, (definition.fields ?? []).map(({ name }) => name.value)]];
      case Kind.ENUM_TYPE_DEFINITION:
        return [[definition.name.value, (definition.values ?? []).map(({ name }) => name.value)]];
      case Kind.SCALAR_TYPE_DEFINITION:
        return [[definition.name.value, []]];
      default:
        return [];
    }
  });
  return Object.fromEntries(
    types.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, members]) => [name, members.toSorted()]),
  );
}
