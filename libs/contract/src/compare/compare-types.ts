import { type FoundChange, found } from './found-change.ts';
import { plainSql } from './plain-sql.ts';
import type { SourceElement, TypeElement } from './read-elements.ts';

/** Types as a whole; what lies in them is compared by itself. */
export function compareTypeElements(before: TypeElement, after: TypeElement): FoundChange[] {
  const { coordinate } = after;
  const add = (rule: FoundChange['rule'], message: string) => changes.push(found(after, rule, message));
  const changes: FoundChange[] = [];
  if (before.kind !== after.kind || before.role !== after.role) {
    add(
      before.role !== after.role ? 'type-role-changed' : 'type-kind-changed',
      `${coordinate} was ${kindOf(before)}, and is ${kindOf(after)}.`,
    );
    return changes;
  }
  for (const name of without(after.interfaces, before.interfaces))
    add('interface-added', `${coordinate} implements ${name} now.`);
  for (const name of without(before.interfaces, after.interfaces))
    add('interface-removed', `${coordinate} no longer implements ${name}.`);
  for (const name of without(after.members, before.members))
    add('union-member-added', `${coordinate} can be ${name} now.`);
  for (const name of without(before.members, after.members))
    add('union-member-removed', `${coordinate} can no longer be ${name}.`);
  if (specification(before) !== specification(after)) {
    add(
      'scalar-specification-changed',
      `${coordinate} follows ${specification(after) ?? 'no specification'}, and followed ${specification(before) ?? 'none'}.`,
    );
  }
  if (isReordered(before.inside, after.inside))
    add('order-changed', `What lies in ${coordinate} stands in another order.`);
  changes.push(...compareDatasets(before, after), ...compareEvents(before, after));
  return changes;
}

function compareDatasets(before: TypeElement, after: TypeElement): FoundChange[] {
  const [was, is] = [before.dataset, after.dataset];
  if (!was || !is) return [];
  const changes: FoundChange[] = [];
  const compare = (rule: FoundChange['rule'], what: string, a: string, b: string) => {
    if (a !== b) changes.push(found(after, rule, `${after.coordinate}: ${what} was ${a}, and is ${b}.`));
  };
  compare('dataset-renamed', 'the name', was.name, is.name);
  compare('dataset-event-changed', 'the event', was.event, is.event);
  compare('partition-changed', 'the partitioning', was.partitionBy.join(', '), is.partitionBy.join(', '));
  if (plain(was.sql) !== plain(is.sql)) {
    changes.push(
      found(after, 'dataset-sql-changed', `${after.coordinate}: the SQL that makes its rows changed.`),
    );
  }
  compare('zone-changed', 'the zone of its days', was.zone, is.zone);
  return changes;
}

function compareEvents(before: TypeElement, after: TypeElement): FoundChange[] {
  const [was, is] = [before.event, after.event];
  if (!was || !is) return [];
  const changes: FoundChange[] = [];
  if (was.idField !== is.idField) {
    changes.push(
      found(
        after,
        'event-identity-changed',
        `${after.coordinate} is named by ${is.idField ?? 'nothing'}, and was by ${was.idField ?? 'nothing'}.`,
      ),
    );
  }
  if (was.timeField !== is.timeField) {
    changes.push(
      found(
        after,
        'event-time-changed',
        `The business day of ${after.coordinate} is that of ${is.timeField ?? 'the file'}, and was that of ${was.timeField ?? 'the file'}.`,
      ),
    );
  }
  return changes;
}

/** A source as such; the fields of its record are compared by themselves. */
export function compareSources(before: SourceElement, after: SourceElement): FoundChange[] {
  const [was, is] = [before.source, after.source];
  const changes: FoundChange[] = [];
  if (was.format !== is.format)
    changes.push(
      found(after, 'source-format-changed', `${is.name} arrives as ${is.format}, and did as ${was.format}.`),
    );
  if (was.event !== is.event)
    changes.push(
      found(after, 'source-target-changed', `${is.name} becomes ${is.event}, and became ${was.event}.`),
    );
  if (was.typeName !== is.typeName)
    changes.push(
      found(
        after,
        'source-record-changed',
        `A record of ${is.name} is a ${is.typeName}, and was a ${was.typeName}.`,
      ),
    );
  if (plain(was.sql) !== plain(is.sql))
    changes.push(found(after, 'source-sql-changed', `The SQL of ${is.name} changed.`));
  return changes;
}

function kindOf({ kind, role }: TypeElement): string {
  return `${role === 'served' ? '' : `${role}, `}${kind.replace('TypeDefinition', '').toLowerCase()}`;
}

function specification({ directives }: TypeElement): string | null {
  const url = directives.specifiedBy?.[0]?.url;
  return typeof url === 'string' ? url : null;
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}

/** Those that are in both stand in another order. */
function isReordered(before: readonly string[], after: readonly string[]): boolean {
  const kept = before.filter((name) => after.includes(name));
  const now = after.filter((name) => before.includes(name));
  return kept.some((name, index) => name !== now[index]);
}

function plain(sql: string | null): string {
  return plainSql(sql ?? '');
}
