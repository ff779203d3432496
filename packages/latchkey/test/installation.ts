import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { z } from 'zod';
import { packAll } from '../../../.changeset/pack.mjs';

const run = promisify(execFile);
export const examplesFolder = fileURLToPath(new URL('../../../examples', import.meta.url));

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder in which npm has installed the tarballs, for `test:next` with what the example depends on. */
    readonly folder: string;
    /** The paths of the tarballs. */
    readonly tarballs: string[];
  }
}

/** Packs the published packages, and installs them into an empty folder as an application would. Once for all tests. */
export default async function install({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-install-'));
  const tarballs = packAll(join(folder, 'tarballs'));
  // Next takes longer to install and build than all tests here: `test:next` runs it. apps/web/e2e/examples has the others.
  const wanted = [...tarballs, ...(process.env['EXAMPLE'] === 'next' ? dependenciesOf('next') : [])];
  await run('npm', ['init', '--yes'], { cwd: folder });
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...wanted], { cwd: folder });
  provide('tarballs', tarballs);
  provide('folder', folder);
  return () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** What an example depends on beside Latchkey's packages, as `npm install` takes it. */
function dependenciesOf(example: string): string[] {
  const manifest = readFileSync(join(examplesFolder, example, 'package.json'), 'utf8');
  const { dependencies } = z.object({ dependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(manifest));
  return Object.entries(dependencies).flatMap(([name, version]) =>
    version.startsWith('workspace:') ? [] : [`${name}@${version}`],
  );
}
