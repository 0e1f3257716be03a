import { defineErrors } from '@datahub/contract';

/** Every error of the dashboard's server. The messages reach the browser: they name no address. */
export const dashboardError = defineErrors({
  DASHBOARD_CONFIG_INVALID: { message: 'The settings are wrong: {problems}.', exitCode: 2 },
  DASHBOARD_API_UNREACHABLE: { message: 'The API could not be reached: {reason}.' },
  DASHBOARD_API_TIMEOUT: { message: 'The API did not answer within {seconds} s.' },
  DASHBOARD_API_REFUSED: { message: 'The API refused to answer: {reason}.' },
  DASHBOARD_API_FAILED: { message: 'The API answered with HTTP status {status} instead of figures.' },
  DASHBOARD_API_GARBLED: { message: 'What answers at the address of the API does not speak GraphQL.' },
  DASHBOARD_API_MISMATCH: {
    message: 'The API serves another contract than this dashboard was built with: {reason}.',
  },
  DASHBOARD_DATASET_MISSING: { message: 'The API does not serve the dataset {dataset}.' },
  DASHBOARD_VERSION_MOVED: {
    message:
      'The table changed {times} times while it was being read, so that no one version could be shown.',
  },
});
