import type { GatsbyConfig } from 'gatsby';
import { version } from './package.json';

const config: GatsbyConfig = {
  graphqlTypegen: { generateOnBuild: true },
  jsxRuntime: 'automatic',
  plugins: [
    {
      // Takes the address of the API from DATA_HUB_API_URL.
      resolve: 'gatsby-source-datahub',
      options: {
        // The API counts who uses what: nothing goes from the contract that somebody still asks for.
        headers: { 'graphql-client-name': 'gatsby-reports', 'graphql-client-version': version },
      },
    },
  ],
};

export default config;
