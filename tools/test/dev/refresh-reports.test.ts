import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Rebuild } from '@datahub/rebuild-hook';
import { expect, it, onTestFinished } from 'vitest';
import { refreshReports } from '../../src/dev/refresh-reports.ts';

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

const landed = (version: number) => [{ dataset: 'sales', version } as Rebuild];

it('asks Gatsby to fetch once the API serves what landed, and a page is there', async () => {
  let looks = 0;
  const asked: string[] = [];
  const api = await listen((_, response) => {
    looks++;
    response.end(JSON.stringify({ datasets: [{ name: 'sales', version: looks < 3 ? 6 : 7 }] }));
  });
  const reports = await listen(({ method, url }, response) => {
    asked.push(`${method} ${url} after ${looks} looks`);
    response.end();
  });
  await refreshReports({ api, reports }, landed(7));
  expect(asked).toEqual(['GET / after 3 looks', 'POST /__refresh after 3 looks']);
});

it('fails where Gatsby refuses, so that it is tried again', async () => {
  const api = await listen((_, response) =>
    response.end(JSON.stringify({ datasets: [{ name: 'sales', version: 7 }] })),
  );
  const reports = await listen(({ method }, response) => {
    response.statusCode = method === 'POST' ? 404 : 200;
    response.end();
  });
  await expect(refreshReports({ api, reports }, landed(7))).rejects.toThrow('Gatsby answered 404');
});
