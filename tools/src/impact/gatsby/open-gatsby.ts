import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DocumentNode, Kind, print } from 'graphql';
import type { OperationText } from '../operations/operation-text.ts';
import type { SchemaHooks } from './run-plugin.ts';

/** The Gatsby of a site, asked one question after the other. */
export interface Gatsby {
  /** The schema that the site's queries run against, as SDL. Types are made of it until it is asked again. */
  buildSchema(hooks: readonly SchemaHooks[]): Promise<string>;
  /** What `graphqlTypegen` writes for the last schema. */
  writeTypes(
    texts: readonly OperationText[],
    documents: readonly DocumentNode[],
    fragments: SchemaHooks['fragments'],
  ): Promise<string>;
  close(): Promise<void>;
}

/** @param site absolute path of the site's project */
export async function openGatsby(site: string): Promise<Gatsby> {
  const cwd = await mkdtemp(join(tmpdir(), 'datahub-gatsby-'));
  const child = fork(fileURLToPath(new URL('schema-process.mjs', import.meta.url)), [site], {
    cwd,
    execArgv: [],
    env: { ...process.env, GATSBY_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return {
    buildSchema: (hooks) =>
      ask(child, {
        typeDefs: hooks.flatMap(({ typeDefs }) => typeDefs),
        extensions: hooks.flatMap(({ resolvers }) => extensionsOf(resolvers)).join('\n'),
      }),
    writeTypes: (texts, documents, fragments) =>
      ask(child, {
        definitions: [
          ...documents.flatMap(({ definitions }, index) =>
            definitions.map((definition) => ({ definition, filePath: texts[index]?.file ?? '' })),
          ),
          ...fragments.map((definition) => ({ definition, filePath: '.cache/fragments' })),
        ].flatMap(({ definition, filePath }) =>
          'name' in definition && definition.name
            ? [
                {
                  name: definition.name.value,
                  filePath,
                  isFragment: definition.kind === Kind.FRAGMENT_DEFINITION,
                  text: print(definition),
                },
              ]
            : [],
        ),
      }),
    close: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      await rm(cwd, { recursive: true, force: true });
    },
  };
}

function extensionsOf(resolvers: SchemaHooks['resolvers']): string[] {
  return Object.entries(resolvers).map(([type, fields]) => {
    const lines = Object.entries(fields).map(([name, { type: answers, args }]) => {
      const given = Object.entries(args ?? {}).map(
        ([argument, argumentType]) => `${argument}: ${argumentType}`,
      );
      return `${name}${given.length > 0 ? `(${given.join(', ')})` : ''}: ${answers}`;
    });
    return `extend type ${type} { ${lines.join('\n')} }`;
  });
}

function ask(child: ChildProcess, question: object): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const settle = (error: string | null, answer = '') => {
      child.removeAllListeners();
      child.stderr?.removeAllListeners();
      if (error === null) resolve(answer);
      else reject(new Error(`Gatsby’s schema: ${error}`));
    };
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.on('exit', () => settle(`its process ended. ${said}`));
    // Gatsby sends its log the same way.
    child.on('message', (reply: { answer?: string; error?: string }) => {
      if (reply.answer !== undefined) settle(null, reply.answer);
      else if (reply.error !== undefined) settle(reply.error);
    });
    child.send(question);
  });
}
