import { contract, sqlTypeName } from '@datahub/contract';
import { Command } from 'commander';
import { type CommandContext, printJson } from './context.ts';

export function sourcesCommand(context: CommandContext): Command {
  return new Command('sources')
    .description('List what can be published, with the fields of each record.')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) => {
      const sources = contract.sources.map(({ name, format, description, event, fields }) => ({
        name,
        format,
        description,
        datasets: contract.datasets
          .filter((dataset) => dataset.event === event)
          .map((dataset) => dataset.name),
        fields: fields.map(({ name, type, nullable, description }) => ({
          name,
          type: sqlTypeName(type),
          required: !nullable,
          description,
        })),
      }));
      if (options.json) return printJson(context, sources);
      for (const { name, format, description, datasets, fields } of sources) {
        context.stdout.write(`${name} (${format}) → ${datasets.join(', ')}\n`);
        if (description) context.stdout.write(`  ${description}\n`);
        const widest = Math.max(...fields.map((field) => field.name.length));
        for (const field of fields) {
          const type = `${field.type}${field.required ? ', required' : ''}`;
          context.stdout.write(`    ${field.name.padEnd(widest)}  ${type}\n`);
        }
        context.stdout.write('\n');
      }
    });
}
