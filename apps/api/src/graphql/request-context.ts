import type { Reading } from '../serving/open-reading.ts';

/** What resolvers are given beside their arguments. */
export interface RequestContext {
  readonly reading: Reading;
}
