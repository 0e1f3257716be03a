// Who may import whom. dependency-cruiser follows the workspace links, so that an import of
// `@datahub/contract` is seen as what it is: an import of libs/contract.

/** What each project may import of the others. Tools drive everything, and nobody imports them. */
const mayImport = {
  'libs/contract': [],
  'libs/charts': [],
  'libs/lake': ['libs/contract'],
  'libs/gatsby-source-datahub': ['libs/contract'],
  'apps/pipeline': ['libs/contract', 'libs/lake'],
  'apps/pipeline-spark': ['libs/contract'],
  'apps/api': ['libs/contract', 'libs/lake'],
  'apps/rebuild-hook': ['libs/contract', 'libs/lake'],
  'apps/gatsby-reports': ['libs/contract', 'libs/charts', 'libs/gatsby-source-datahub'],
  'apps/nuxt-dashboard': ['libs/contract', 'libs/charts'],
};

/** Who reads what is served: over HTTP, and in no other way. */
const consumers = ['libs/charts', 'libs/gatsby-source-datahub', 'apps/gatsby-reports', 'apps/nuxt-dashboard'];

/** Files outside `dist` that a package's `exports` offer. */
const offered = ['^libs/charts/src/[^/]+[.]css$', '^libs/contract/(src/__generated__|schema|fixtures)/'];

/** @param {string[]} folders */
const under = (folders) => `^(${folders.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(([project, allowed]) => ({
      name: `direction-of-${project.split('/')[1]}`,
      comment: `${project} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other project'}.`,
      severity: 'error',
      from: { path: under([project]) },
      to: { path: '^(apps|libs|tools)/', pathNot: under([project, ...allowed]) },
    })),
    {
      name: 'project-without-direction',
      comment: 'A new project says in mayImport (.dependency-cruiser.cjs) what it may import.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: under(Object.keys(mayImport)) },
      to: {},
    },
    {
      name: 'consumers-ask-over-http',
      comment: 'What reads the hub knows neither its engine nor its storage.',
      severity: 'error',
      from: { path: under(consumers) },
      to: { path: ['(^|/)(@duckdb|@aws-sdk|@smithy)/', '^libs/lake/', '^@datahub/lake'] },
    },
    {
      name: 'through-the-front-door',
      comment: "Import another project by its package's name: its exports say what it offers.",
      severity: 'error',
      from: { path: '^((?:apps|libs)/[^/]+|tools)/' },
      to: { path: '^((apps|libs)/[^/]+|tools)/(?!dist/|package[.]json$)', pathNot: ['^$1/', ...offered] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'Nothing is there. If it is generated or built: build first.',
      severity: 'error',
      from: {},
      // Names that Nuxt fills in while it builds.
      to: { couldNotResolve: true, pathNot: '^#(app|build|components|imports)(/|$)' },
    },
    {
      name: 'declared-in-package-json',
      comment:
        "The project graph is made from package.json: what is imported without standing there, it doesn't know.",
      severity: 'error',
      from: {},
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
        // What Nuxt is made of is part of its interface: `nuxt` in package.json brings all of it.
        pathNot: '(^|/)node_modules/(h3|nitropack|vue-router)/',
      },
    },
  ],
  options: {
    // Imports of types bind as much as any other.
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    webpackConfig: { fileName: `${__dirname}/tools/src/boundaries/nuxt-aliases.cjs` },
    doNotFollow: { path: ['node_modules', '/dist/'] },
    // Not `dist`: that is where an import of another project arrives.
    exclude: { path: '(^|/)(tmp|[.]nx|[.]cache|[.]nuxt|[.]output|public|test-results)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types', 'typings'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.vue', '.mjs', '.js', '.cjs', '.d.ts', '.json'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
