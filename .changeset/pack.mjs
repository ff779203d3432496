// Packs the packages that are published, with a bill of materials: node .changeset/pack.mjs FOLDER. With the folder of a package
// as second argument, packs that alone. The tests install these tarballs, and the release workflow publishes them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { isMain, readText, root } from '../lint/repository.mjs';
import { manifestOutside, readmeOutside, repositoryUrl } from './package-files.mjs';

/** The folders of the packages that are not private. They are built before. */
const publishedPackages = readdirSync(join(root, 'packages'))
  .map((name) => join('packages', name))
  .filter((path) => !JSON.parse(readText(join(path, 'package.json'))).private);

/**
 * Packs each published package into a folder.
 *
 * @param {string} folder
 * @returns {string[]} The paths of the tarballs.
 */
export const packAll = (folder) => publishedPackages.map((path) => pack(path, folder));

/**
 * Packs a package into a folder. pnpm writes the versions of the workspace into the manifest. README and manifest of the
 * tarball are for readers and tools outside the repository.
 *
 * @param {string} path The folder of the package, relative to the root.
 * @param {string} folder
 * @returns {string} The path of the tarball.
 */
export function pack(path, folder) {
  mkdirSync(folder, { recursive: true });
  const workspace = mkdtempSync(join(tmpdir(), 'latchkey-pack-'));
  try {
    const packed = pnpm(join(root, path), 'pack', '--json', '--pack-destination', workspace);
    const name = basename(String(JSON.parse(packed).filename));
    execFileSync('tar', ['--extract', '--file', join(workspace, name), '--directory', workspace]);
    const content = join(workspace, 'package');
    adaptFiles(content, path);
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', content, '--pack-destination', resolve(folder)]);
    return resolve(folder, name);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** @param {string} content @param {string} path */
function adaptFiles(content, path) {
  const [manifestFile, readmeFile] = [join(content, 'package.json'), join(content, 'README.md')];
  const text = readFileSync(manifestFile, 'utf8');
  const of = {
    folder: path.replaceAll('\\', '/'),
    version: String(JSON.parse(text).version),
    repository: repositoryUrl(process.env),
  };
  writeFileSync(manifestFile, `${JSON.stringify(manifestOutside(JSON.parse(text), of), null, 2)}\n`);
  writeFileSync(readmeFile, readmeOutside(readFileSync(readmeFile, 'utf8'), of));
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
  const [folder = '.', one] = process.argv.slice(2);
  for (const file of one ? [pack(one, folder)] : [...packAll(folder), writeBillOfMaterials(folder)]) console.log(file);
}
