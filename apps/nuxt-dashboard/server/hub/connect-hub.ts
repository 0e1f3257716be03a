import { rowDocuments } from '@datahub/contract/graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { GraphQLClient } from 'graphql-request';
import { version } from '../../package.json';
import { DATASET, type RowsPage, type RowsVariables } from '../../shared/dataset.ts';
import type { DashboardConfig } from '../config.ts';
import {
  HubStatusDocument,
  type HubStatusQuery,
  HubVersionDocument,
  type HubVersionQuery,
} from '../graphql/__generated__/operations.ts';
import { readHubError } from './read-hub-error.ts';

/** What the dashboard asks the API. Every method throws a coded error where the API does not answer. */
export interface Hub {
  status(): Promise<HubStatusQuery>;
  version(): Promise<HubVersionQuery>;
  /** One page of rows of the dataset, all columns. */
  rows(variables: RowsVariables): Promise<RowsPage>;
}

/** Opens no connection: the API may be down now and up later. */
export function connectHub({ apiUrl, apiTimeoutMs }: DashboardConfig): Hub {
  // The API counts who uses what: nothing goes from the contract that somebody still asks for.
  const headers = { 'graphql-client-name': 'nuxt-dashboard', 'graphql-client-version': version };
  const client = new GraphQLClient(apiUrl, { headers });
  async function ask<Answer, Variables extends object>(
    document: TypedDocumentNode<Answer, Variables>,
    variables: Variables,
  ): Promise<Answer> {
    try {
      const signal = AbortSignal.timeout(apiTimeoutMs);
      const answer = await client.request<Answer>({ document, variables, signal });
      if (Object.keys(answer ?? {}).length === 0) throw new TypeError('The answer has no data.');
      return answer;
    } catch (error) {
      throw readHubError(error, apiTimeoutMs);
    }
  }
  return {
    status: () => ask(HubStatusDocument, {}),
    version: () => ask(HubVersionDocument, {}),
    rows: async (variables) => (await ask(rowDocuments[DATASET], variables)).page,
  };
}
