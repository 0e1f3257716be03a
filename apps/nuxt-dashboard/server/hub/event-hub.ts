import type { H3Event } from 'h3';
import type { Hub } from './connect-hub.ts';

declare module 'h3' {
  interface H3EventContext {
    /** Set on every request by server/plugins/connect.ts. */
    hub: Hub;
  }
}

/** The API, as it was connected when the server started. */
export function hubOf(event: H3Event): Hub {
  return event.context.hub;
}
