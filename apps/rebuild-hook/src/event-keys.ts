import { z } from 'zod';
import { hookError } from './errors.ts';

const eventSchema = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      s3: z.object({ object: z.object({ key: z.string() }) }),
    }),
  ),
});

/** What S3 sends once, when the notification is set up. */
const testSchema = z.object({ Event: z.literal('s3:TestEvent') });

/**
 * Keys of the objects that an S3 event says were created, decoded, each once. A test event has none.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 * @throws HOOK_EVENT_INVALID
 */
export function createdKeys(event: unknown): string[] {
  if (testSchema.safeParse(event).success) return [];
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) {
    throw hookError('HOOK_EVENT_INVALID', { reason: z.prettifyError(parsed.error).replaceAll('\n', ' ') });
  }
  const keys = parsed.data.Records.filter(({ eventName }) => /^(s3:)?ObjectCreated:/.test(eventName)).map(
    ({ s3 }) => decodeKey(s3.object.key),
  );
  return [...new Set(keys)];
}

/** Keys are encoded as in a form: `+` is a space. Some S3-compatible servers send them as they are. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
