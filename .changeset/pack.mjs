// Packs the packages that are published, with a bill of materials: node .changeset/pack.mjs FOLDER. The tests install these
// tarballs, and the release workflow publishes them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isMain, readText, root } from '../lint/repository.mjs';

/** The folders of the packages that are not private. They are built before. */
const publishedPackages = readdirSync(join(root, 'packages'))
  .map((name) => join('packages', name))
  .filter((path) => !JSON.parse(readText(join(path, 'package.json'))).private);

/**
 * Packs each package into a folder. pnpm writes the versions of the workspace into the manifests.
 *
 * @param {string} folder
 * @returns {string[]} The paths of the tarballs.
 */
export function packAll(folder) {
  mkdirSync(folder, { recursive: true });
  return publishedPackages.map((path) => {
    const packed = pnpm(join(root, path), 'pack', '--json', '--pack-destination', resolve(folder));
    return resolve(folder, String(JSON.parse(packed).filename));
  });
}

/**
 * Writes what the published packages have in them and depend on, with versions and licences, as CycloneDX. It is of the
 * workspace, because the bundles of the server and the page have packages in them that npm does not install.
 *
 * @param {string} folder
 * @returns {string} The path of the file.
 */
export function writeBillOfMaterials(folder) {
  const file = resolve(folder, 'latchkey.cdx.json');
  const packages = [...publishedPackages.map((path) => `./${path}`), '@latchkey/server...'];
  const filters = packages.map((name) => `--filter=${name}`);
  pnpm(root, ...filters, 'sbom', '--prod', '--sbom-format=cyclonedx', '--sbom-type=application', `--out=${file}`);
  return file;
}

/** @param {string} directory @param {string[]} args */
const pnpm = (directory, ...args) =>
  execFileSync('npx', ['--prefer-offline', '--yes', 'pnpm@12.21.0', ...args], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });

if (isMain(import.meta.url)) {
  const folder = process.argv[2] ?? '.';
  for (const file of [...packAll(folder), writeBillOfMaterials(folder)]) console.log(file);
}
