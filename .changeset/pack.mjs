// Packs the packages that are published: node .changeset/pack.mjs FOLDER. The tests install these tarballs, and the release
// workflow publishes them.
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
    const args = ['--prefer-offline', '--yes', 'pnpm@12.21.0', 'pack', '--json', '--pack-destination', resolve(folder)];
    const packed = execFileSync('npx', args, { cwd: join(root, path), encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
    return resolve(folder, String(JSON.parse(packed).filename));
  });
}

if (isMain(import.meta.url)) for (const tarball of packAll(process.argv[2] ?? '.')) console.log(tarball);
