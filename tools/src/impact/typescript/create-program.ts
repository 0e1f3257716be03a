import { dirname, join, relative } from 'node:path';
import { proxyCreateProgram } from '@volar/typescript/lib/node/proxyCreateProgram.js';
import { createParsedCommandLine, createVueLanguagePlugin } from '@vue/language-core';
import ts from 'typescript';
import type { Overlay } from '../place.ts';
import type { ResolveWorkspace } from './resolve-workspace.ts';

/** What programs of one run share. */
export interface Shared {
  /** Absolute, without a slash at its end. */
  readonly root: string;
  readonly resolve: ResolveWorkspace;
  /** Parsed declaration files of packages: the same in every program. */
  readonly declarations: Map<string, ts.SourceFile | undefined>;
  /** Of files that are looked through for imports; generated ones as they will be. */
  readonly texts: Map<string, string>;
}

/** A tsconfig, read. */
export interface Config {
  readonly path: string;
  readonly options: ts.CompilerOptions;
  readonly files: readonly string[];
  /** True where `.vue` files belong to it: what `vue-tsc` checks. */
  readonly isVue: boolean;
}

const VUE: ts.FileExtensionInfo = {
  extension: 'vue',
  isMixedContent: true,
  scriptKind: ts.ScriptKind.Deferred,
};

export function readConfig(path: string, isVue: boolean): Config {
  const { config, error } = ts.readConfigFile(path, ts.sys.readFile);
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    dirname(path),
    { noEmit: true, composite: false, incremental: false },
    path,
    undefined,
    isVue ? [VUE] : [],
  );
  return {
    path,
    options: isVue ? { ...options, allowNonTsExtensions: true } : options,
    files: fileNames,
    isVue,
  };
}

/** A program over the files of a config, where the overlay's texts stand instead of what is on disk. */
export function createProgram(
  shared: Shared,
  config: Config,
  overlay: Overlay,
  old?: ts.Program,
): ts.Program {
  const host = createHost(shared, config.options, overlay);
  // Declarations that exist in the overlay alone are not found by the config's globs.
  const folder = `${relative(shared.root, dirname(config.path)).replaceAll('\\', '/')}/`;
  const added = [...overlay.keys()]
    .filter((path) => path.startsWith(folder) && path.endsWith('.d.ts'))
    .map((path) => join(shared.root, path));
  const rootNames = [...new Set([...config.files, ...added])];
  const create = config.isVue ? withVue(config.path) : ts.createProgram;
  return create({ rootNames, options: config.options, host, ...(old ? { oldProgram: old } : {}) });
}

function createHost(shared: Shared, options: ts.CompilerOptions, overlay: Overlay): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  const textOf = (file: string) =>
    file.startsWith(`${shared.root}/`) ? overlay.get(file.slice(shared.root.length + 1)) : undefined;
  const cache = ts.createModuleResolutionCache(shared.root, (name) => name, options);
  const readSourceFile = host.getSourceFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  const readFile = host.readFile.bind(host);
  host.fileExists = (file) => textOf(file) !== undefined || fileExists(file);
  host.readFile = (file) => textOf(file) ?? readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const text = textOf(file);
    if (text !== undefined) return ts.createSourceFile(file, text, target, true);
    if (!file.includes('/node_modules/') || !/\.d\.[mc]?ts$/.test(file)) {
      return readSourceFile(file, target, ...rest);
    }
    const key = `${file} ${JSON.stringify(target, (_, value) => (typeof value === 'function' ? undefined : value))}`;
    if (!shared.declarations.has(key)) {
      shared.declarations.set(key, readSourceFile(file, target, ...rest));
    }
    return shared.declarations.get(key);
  };
  host.resolveModuleNameLiterals = (literals, containing, redirected, settings, source) =>
    literals.map((literal) => {
      const file = shared.resolve(literal.text);
      if (file !== undefined) {
        return {
          resolvedModule: {
            resolvedFileName: file,
            extension: ts.Extension.Ts,
            isExternalLibraryImport: false,
          },
        };
      }
      const mode = ts.getModeForUsageLocation(source, literal, settings);
      return ts.resolveModuleName(literal.text, containing, settings, host, cache, redirected, mode);
    });
  return host;
}

/** What `vue-tsc` does: templates become TypeScript, and what is wrong there is told of the `.vue` file. */
function withVue(configPath: string): typeof ts.createProgram {
  return proxyCreateProgram(ts, ts.createProgram, (typescript, { options }) => {
    const { vueOptions } = createParsedCommandLine(typescript, ts.sys, configPath);
    return {
      languagePlugins: [createVueLanguagePlugin<string>(typescript, options, vueOptions, (id) => id)],
    };
  });
}
