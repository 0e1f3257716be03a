import type { GatsbyConfig } from 'gatsby';

const config: GatsbyConfig = {
  graphqlTypegen: { generateOnBuild: true },
  jsxRuntime: 'automatic',
  // Takes the address of the API from DATA_HUB_API_URL.
  plugins: ['gatsby-source-datahub'],
};

export default config;
