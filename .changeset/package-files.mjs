// What a tarball has in another form than the package's folder: the address of the repository, and the links of README to
// files that are not in the tarball.
import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from '../lint/repository.mjs';

/**
 * The address of the repository on GitHub, in one of its workflows. The sources name none, so that a fork needs no change. npm
 * compares it with the provenance.
 *
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {string | null}
 */
export const repositoryUrl = ({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository }) =>
  server && repository ? `${server}/${repository}` : null;

/**
 * README with links that work outside the repository: to the files of the version's tag, or, without an address of the
 * repository, only the texts of the links.
 *
 * @param {string} readme
 * @param {{ readonly folder: string, readonly version: string, readonly repository: string | null }} of `folder` is relative to
 *   the root, with slashes.
 * @returns {string}
 */
export function readmeOutside(readme, { folder, version, repository }) {
  return readme.replace(
    /\[([^\][]*)\]\((?![\w+.-]+:|#)([^)#\s]+)(#[^)\s]*)?\)/g,
    (link, /** @type {string} */ text, /** @type {string} */ path, anchor = '') => {
      const file = posix.join(folder, path);
      const kind = statSync(join(root, file)).isDirectory() ? 'tree' : 'blob';
      if (file.startsWith(`${folder}/`)) return link;
      return repository === null ? text : `[${text}](${repository}/${kind}/v${version}/${file}${anchor})`;
    },
  );
}

/**
 * The manifest without the dependencies that are in the package's bundle (`publishConfig.bundled`), and with the address of the
 * repository.
 *
 * @param {{ readonly [field: string]: unknown, readonly dependencies?: Record<string, string>, readonly publishConfig?: { readonly [field: string]: unknown, readonly bundled?: readonly string[] } }} manifest
 * @param {{ readonly folder: string, readonly repository: string | null }} of
 */
export function manifestOutside({ dependencies = {}, publishConfig, ...manifest }, { folder, repository }) {
  const { bundled = [], ...published } = publishConfig ?? {};
  const installed = Object.entries(dependencies).filter(([name]) => !bundled.includes(name));
  return {
    ...manifest,
    ...(installed.length > 0 && { dependencies: Object.fromEntries(installed) }),
    publishConfig: published,
    ...(repository !== null && { repository: { type: 'git', url: `git+${repository}.git`, directory: folder } }),
  };
}
