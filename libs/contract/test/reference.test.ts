import { expect, it } from 'vitest';
import { compileContract } from '../src/compile/index.ts';
import { referenceMarkdown } from '../src/derive/reference.ts';
import { filesWith } from './schema-files.ts';

const contract = compileContract(
  filesWith({
    'datasets/spend.graphql': `
      "What was spent | and where."
      type Spend @dataset(name: "spend", from: "Event", partitionBy: ["run_date", "region"], zone: "Asia/Kathmandu")
        @check(unique: ["region", "month"]) @access(roles: ["finance"]) {
        """
        The month,
        as the shop counts it.
        """
        month: DateTime @dimension(of: "event_time", grain: MONTH)
        spent: Float @column(unit: "USD") @measure(agg: SUM, of: "revenue_usd") @check(min: 0, severity: WARN)
          @sunset(after: "2027-06-30", replacement: "paid")
        paid: Float @column(unit: "USD") @measure(agg: AVG, of: "revenue_usd", where: "user_id IS NOT NULL")
        twice: Float @derived(expr: "paid * 2")
      }`,
  }),
);

it('is what people look up, to the letter', () => {
  const page = referenceMarkdown({ ...contract, events: [], sources: [] });
  expect(page.slice(page.indexOf('### spend'), page.indexOf('## Events'))).toBe(`### spend

What was spent | and where.

Made of \`Event\`. A row has the GraphQL type \`Spend\`, rolled up \`SpendRow\`; \`Query.spend\` answers them.

| column | type | null | unit | what it is | how it is made and rolls up |
| --- | --- | --- | --- | --- | --- |
| \`run_date\` | string | no |  | Business day, \`YYYY-MM-DD\`, in Asia/Kathmandu. Partition column. |  |
| \`region\` | string | no |  | Partition column. |  |
| \`month\` | timestamp | yes |  | The month, as the shop counts it. | Dimension: \`event_time\`, cut to the month. |
| \`spent\` | decimal(28,4) | yes | USD | Check: is at least 0 (declared, not enforced). **May be gone after 2027-06-30.** Use \`Spend.paid\`. | Sum of revenue_usd, in exact decimals; adds up over days and groups. |
| \`paid\` | double | yes | USD |  | Mean of revenue_usd, where user_id IS NOT NULL. It is kept with its sum and its count, so that a mean over several groups is that of their events, not a mean of means. |
| \`twice\` | double | yes |  |  | Computed as paid * 2 after rolling up. |

Stored beside them: \`paid__sum\` (decimal(28,4)), \`paid__count\` (bigint).

Checks: no two rows of a day share \`region\`, \`month\`.

Only for finance.

`);
});

it('tells checks of events, which nobody enforces', () => {
  const [event] = contract.events;
  const fields = event!.fields.map((field) =>
    field.name === 'user_id'
      ? { ...field, checks: [{ kind: 'notNull', severity: 'ERROR' }] as const }
      : field,
  );
  const page = referenceMarkdown({ ...contract, events: [{ ...event!, fields }] });
  expect(page).toContain('Check: is never null (declared, not enforced).');
});

it('lists what goes, and nothing where nothing does', () => {
  expect(
    referenceMarkdown(contract).split('## What goes\n\n')[1],
  ).toBe(`| what | may be gone after | instead |
| --- | --- | --- |
| \`Spend.spent\` | 2027-06-30 | \`Spend.paid\` |
`);
  expect(referenceMarkdown({ ...contract, sunsets: [] })).not.toContain('What goes');
});

it('has every dataset, event and source, with every field', () => {
  const page = referenceMarkdown(contract);
  for (const { name } of [...contract.datasets, ...contract.sources]) expect(page).toContain(`### ${name}\n`);
  const fields = [...contract.sources, ...contract.events].flatMap((one) => one.fields);
  for (const { name } of fields) expect(page).toContain(`| \`${name}\` | `);
});
