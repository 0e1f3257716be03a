// The names that Nuxt gives to folders of the dashboard, in the form that dependency-cruiser reads: without
// them an import of `~/…` would lead nowhere, and so past every rule.
const { join } = require('node:path');

const dashboard = join(__dirname, '..', '..', '..', 'apps', 'nuxt-dashboard');

module.exports = {
  resolve: {
    alias: {
      '~~': dashboard,
      '@@': dashboard,
      '~': join(dashboard, 'app'),
      '@': join(dashboard, 'app'),
      '#shared': join(dashboard, 'shared'),
    },
  },
};
