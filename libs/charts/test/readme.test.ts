import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { byClass, readXml } from './read-svg.ts';

describe('the example of the README', () => {
  it('runs as it stands, and draws what it says', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const [, code] = readme.match(/```ts\n([\s\S]*?)```/)!;
    // Inside the project, so that the runner compiles it; the package's name stands for its source.
    await mkdir(new URL('../tmp/', import.meta.url), { recursive: true });
    const folder = await mkdtemp(fileURLToPath(new URL('../tmp/readme-', import.meta.url)));
    try {
      await writeFile(`${folder}/example.ts`, code!.replace("'@datahub/charts'", "'../../src/index.ts'"));
      const { html } = (await import(`${folder}/example.ts`)) as { html: string };
      const figure = readXml(html);
      expect(byClass(figure, 'dc-chart')).toHaveLength(2);
      expect(byClass(figure, 'dc-hollow')).toHaveLength(2);
      expect(byClass(figure, 'dc-corrected')).toHaveLength(2);
      expect(byClass(figure, 'dc-notes')[0]!.text).toBe(
        'A gap is a day without data (1 day). A hollow point is a day that is not finished. A diamond is a day that was corrected.',
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
