import { isCodedError } from '@datahub/contract';
import type { Hub } from './connect-hub.ts';

/** The same API; says once when it stops answering, and once when it is back. `log` gets one line. */
export function logChanges(hub: Hub, log: (line: string) => void): Hub {
  let lost: string | null = null;
  async function note<Answer>(question: Promise<Answer>): Promise<Answer> {
    try {
      const answer = await question;
      if (lost !== null) log('The API answers again.');
      lost = null;
      return answer;
    } catch (error) {
      const code = isCodedError(error) ? error.code : 'unforeseen';
      if (lost !== code) log(`${code}: ${error instanceof Error ? error.message : String(error)}`);
      lost = code;
      throw error;
    }
  }
  return {
    status: () => note(hub.status()),
    version: () => note(hub.version()),
    rows: (variables) => note(hub.rows(variables)),
  };
}
