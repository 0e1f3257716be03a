import { describe, expect, it } from 'vitest';
import { createdKeys } from '../src/event-keys.ts';
import { manifestKeyOf } from '../src/landed-manifest.ts';
import { s3Event, s3TestEvent } from './s3-event.ts';

const withKey = (key: string) => {
  const event = s3Event(['x']);
  event.Records[0]!.s3.object.key = key;
  return event;
};

describe('an S3 event', () => {
  it.each([
    [
      'daily_metrics/run_date%3D2023-10-27/_manifest.json',
      'daily_metrics/run_date=2023-10-27/_manifest.json',
    ],
    ['run_date=2023-10-27/region=S%C3%A3o+Paulo/a', 'run_date=2023-10-27/region=São Paulo/a'],
    ['a%2Bb%252Fc', 'a+b%2Fc'],
    ['raw%key', 'raw%key'],
  ])('has the key %j decoded to %j', (key, decoded) => {
    expect(createdKeys(withKey(key))).toEqual([decoded]);
  });

  it('tells several objects, each once', () => {
    expect(createdKeys(s3Event(['a', 'b', 'a']))).toEqual(['a', 'b']);
  });

  it.each([
    'ObjectCreated:Put',
    'ObjectCreated:CompleteMultipartUpload',
    'ObjectCreated:Copy',
    's3:ObjectCreated:Put',
  ])('counts %s as created', (name) => expect(createdKeys(s3Event(['a'], name))).toEqual(['a']));

  it.each(['ObjectRemoved:Delete', 'ObjectRestore:Completed', 'LifecycleExpiration:Delete'])(
    'passes %s over',
    (name) => expect(createdKeys(s3Event(['a'], name))).toEqual([]),
  );

  it('has no keys where it is the test of a new notification', () => {
    expect(createdKeys(s3TestEvent)).toEqual([]);
  });

  it.each([[null], [{}], [{ Records: [{ eventSource: 'aws:sqs', body: '{}' }] }]])('is not %j', (event) => {
    expect(() => createdKeys(event)).toThrow(expect.objectContaining({ code: 'HOOK_EVENT_INVALID' }));
  });
});

describe('the key of a manifest', () => {
  const key = 'daily_metrics/run_date=2023-10-27/_manifest.json';
  const parsed = { key, dataset: 'daily_metrics', run_date: '2023-10-27' };

  it('tells dataset and day, within the lake', () => {
    expect(manifestKeyOf(key, '')).toEqual(parsed);
    expect(manifestKeyOf(`lakes/prod/${key}`, 'lakes/prod/')).toEqual(parsed);
  });

  it.each([
    [`lakes/prod/${key}`, ''],
    [key, 'lakes/prod/'],
    [`lakes/test/${key}`, 'lakes/prod/'],
    ['daily_metrics/run_date=2023-10-27/region=us/_manifest.json', ''],
    ['daily_metrics/run_date=2023-10-27/part-0.parquet', ''],
    ['daily_metrics/run_date=yesterday/_manifest.json', ''],
    ['daily_metrics/_delta_log/00000000000000000000.json', ''],
    ['run_date=2023-10-27/_manifest.json', ''],
  ])('is not %j in a lake at %j', (other, prefix) => {
    expect(manifestKeyOf(other, prefix)).toBeNull();
  });
});
