import { type CodedError, defineErrors, isCodedError } from '@datahub/contract';

const catalogue = {
  DATAHUB_URL_MISSING: {
    message:
      'No address of the hub’s API. To mend it: set DATA_HUB_API_URL (for example http://127.0.0.1:4000/graphql), or give the plugin `options.url`. Where there is no API yet, run `npm run api` in the data hub’s repository.',
  },
  DATAHUB_URL_INVALID: {
    message:
      '{from} is not an http(s) address: {value}. To mend it: set DATA_HUB_API_URL to something like http://127.0.0.1:4000/graphql.',
  },
  DATAHUB_API_UNREACHABLE: {
    message:
      'The hub’s API does not answer at {url} ({reason}; {attempts} attempts). To mend it: set DATA_HUB_API_URL to an API that runs, or run `npm run api` in the data hub’s repository.',
  },
  DATAHUB_API_FAILED: {
    message: 'The hub’s API at {url} answered {operation} with an error: {reason}',
  },
  DATAHUB_CONTRACT_MISMATCH: {
    message:
      'The API at {url} serves another contract than this plugin was built with: {reason}. Nothing was changed. To mend it: upgrade gatsby-source-datahub (or @datahub/contract, and build again), or point DATA_HUB_API_URL at an API of the same release.',
  },
  DATAHUB_CONTRACT_DIFFERS: {
    message:
      'The API’s wire hash is {served}, the plugin’s {own}. What the plugin asks for is still served; upgrade gatsby-source-datahub (or build it again) to see what is new.',
  },
  DATAHUB_DATASET_UNKNOWN: {
    message: '`options.datasets` names "{dataset}", which the contract does not have. It has: {known}.',
  },
  DATAHUB_DATASET_MISSING: {
    message:
      'The API at {url} does not serve the dataset "{dataset}". To mend it: upgrade the API, or leave the dataset out of `options.datasets`.',
  },
  DATAHUB_DATASET_DEGRADED: {
    message: 'The newest version of "{dataset}" cannot be served; pages show version {version}. {reason}',
  },
  DATAHUB_ROWS_DIFFER: {
    message:
      'Figures of "{dataset}" do not add up: {reason}. Nothing was changed. Check the lake with `datahub verify`.',
  },
  DATAHUB_VERSION_MOVED: {
    message:
      '"{dataset}" was published again during each of {attempts} attempts to read one version of it. Nothing was changed; build again when the publishing is done.',
  },
} as const;

export type PluginErrorCode = keyof typeof catalogue;

/** The plugin's errors; each ends the build through Gatsby's reporter. */
export const pluginError = defineErrors(catalogue);

export type PluginError = CodedError<PluginErrorCode>;

export function isPluginError(error: unknown): error is PluginError {
  return isCodedError(error) && error.code in catalogue;
}

/** What Gatsby's reporter prints for each code. It adds the plugin's name in front. */
export function errorMap() {
  const entry = {
    text: (context: { sourceMessage: string }) => context.sourceMessage,
    level: 'ERROR',
    category: 'THIRD_PARTY',
    type: 'PLUGIN',
  } as const;
  return Object.fromEntries(Object.keys(catalogue).map((code) => [code, entry]));
}
