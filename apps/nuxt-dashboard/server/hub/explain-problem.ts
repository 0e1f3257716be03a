import { isCodedError } from '@datahub/contract';
import type { Problem } from '../../shared/overview.ts';

const RETRIED = 'This page asks again every few seconds and shows the figures as soon as they are there.';

const ADDRESS = `${RETRIED} Whoever runs the hub starts the API, or sets DATA_HUB_API_URL to where it is.`;

const NEXT: Readonly<Record<string, string>> = {
  DASHBOARD_API_UNREACHABLE: ADDRESS,
  DASHBOARD_API_GARBLED: ADDRESS,
  DASHBOARD_API_MISMATCH: 'Deploy the API and the dashboard from the same version of the contract.',
  DASHBOARD_DATASET_MISSING: 'Deploy the API and the dashboard from the same version of the contract.',
};

/** What the page says of an error; null for one that nobody foresaw. */
export function explainProblem(error: unknown): Problem | null {
  if (!isCodedError(error)) return null;
  return { code: error.code, message: error.message, next: NEXT[error.code] ?? RETRIED };
}
