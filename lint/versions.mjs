// Exact versions of dependencies, the same in all lockfiles; actions pinned by hash; one version of pnpm and of Node.
import { isMain, readText, report, repositoryFiles } from './repository.mjs';

const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** The dependencies in the text of a `package.json`: versions by package. @param {string} manifest */
export function readDependencies(manifest) {
  const entries = ['dependencies', 'devDependencies'].flatMap((group) =>
    Object.entries(JSON.parse(manifest)[group] ?? {}),
  );
  return Object.fromEntries(entries.map(([name, version]) => [name, String(version)]));
}

/**
 * Faults in what the manifests ask for: versions that are not exact, and packages with more than one version.
 *
 * @param {Map<string, Record<string, string>>} manifests The dependencies in each `package.json`, by its path.
 * @param {Record<string, string>} catalog The versions of the workspace's catalog by package.
 */
export function dependencyFaults(manifests, catalog) {
  /** @type {Map<string, Map<string, string>>} */
  const versions = new Map();
  const faults = [];
  for (const [path, dependencies] of new Map(manifests).set('pnpm-workspace.yaml', catalog)) {
    for (const [name, specifier] of Object.entries(dependencies)) {
      if (specifier === 'workspace:*') continue;
      const version = specifier === 'catalog:' ? (catalog[name] ?? specifier) : specifier;
      if (!exact.test(version)) faults.push(`${path}: ${name} has no exact version: ${version}`);
      versions.set(name, (versions.get(name) ?? new Map()).set(path, version));
    }
  }
  for (const [name, uses] of versions) {
    if (new Set(uses.values()).size === 1) continue;
    const listed = Array.from(uses, ([path, version]) => `${version} in ${path}`).join(', ');
    faults.push(`${name} has several versions: ${listed}`);
  }
  return faults;
}

/**
 * The catalog in the text of `pnpm-workspace.yaml`.
 *
 * @param {string} workspace
 * @returns {Record<string, string>}
 */
export function readCatalog(workspace) {
  const [, block = ''] = /^catalog:\n((?: +.+\n)+)/m.exec(workspace) ?? [];
  const lines = block.matchAll(/^ +'?([^':]+)'?: +(\S+)$/gm);
  return Object.fromEntries(Array.from(lines, ([, name = '', version = '']) => [name, version]));
}

/** Actions of other repositories that are not pinned by a commit, with the tag as comment. @param {string} workflow */
export function actionFaults(workflow) {
  const uses = Array.from(workflow.matchAll(/^\s*(?:- )?uses: *(.+)$/gm), ([, used = '']) => used);
  return uses
    .filter((used) => !used.startsWith('./') && !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used))
    .map((used) => `not pinned by a commit with its version as comment: ${used}`);
}

/** Versions of pnpm in a text that are not the wanted one. @param {string} text @param {string} wanted */
export const pnpmFaults = (text, wanted) =>
  Array.from(text.matchAll(/\bpnpm@(\d[\w.-]*\d)/g), ([, version = '']) => version)
    .filter((version) => version !== wanted)
    .map((version) => `names pnpm ${version} instead of ${wanted}, the one of devEngines in package.json`);

/**
 * Faults that a check finds in files, with their paths.
 *
 * @param {string[]} paths
 * @param {(text: string) => string[]} faultsOf
 */
const faultsIn = (paths, faultsOf) =>
  paths.flatMap((path) => faultsOf(readText(path)).map((fault) => `${path}: ${fault}`));

function check() {
  const files = repositoryFiles();
  const manifests = files.filter((path) => /(?:^|\/)package\.json$/.test(path));
  const [, pnpm = ''] = /"name": "pnpm",\s+"version": "(.+?)"/.exec(readText('package.json')) ?? [];
  const node = readText('.nvmrc').trim();
  const commands = files.filter((path) => /\.(?:json|md|mjs|ts|yml|yaml)$|Dockerfile$/.test(path));
  report('versions', [
    ...dependencyFaults(
      new Map(manifests.map((path) => [path, readDependencies(readText(path))])),
      readCatalog(readText('pnpm-workspace.yaml')),
    ),
    ...faultsIn(
      files.filter((path) => /^\.github\/.*\.yml$/.test(path)),
      actionFaults,
    ),
    ...faultsIn(
      commands.filter((path) => !/^lint\/|-lock\.yaml$/.test(path)),
      (text) => pnpmFaults(text, pnpm),
    ),
    ...faultsIn(['deploy/Dockerfile'], (text) =>
      Array.from(text.matchAll(/^FROM node:(\d+)/gm), ([, major = '']) => major)
        .filter((major) => major !== node)
        .map((major) => `Node ${major} instead of ${node}, the one of .nvmrc`),
    ),
  ]);
}

if (isMain(import.meta.url)) check();
