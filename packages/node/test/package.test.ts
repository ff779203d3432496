import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const directory = fileURLToPath(new URL('..', import.meta.url));

it(
  'the tarball holds the built files, README and LICENSE, nothing else, and at most 45 kB',
  { timeout: 120_000 },
  async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: directory });
    const [{ files, size }]: [{ files: { path: string }[]; size: number }] = JSON.parse(stdout);
    expect(size).toBeLessThanOrEqual(45_000);
    const paths = files.map(({ path }) => path);
    const others = paths.filter((path) => !/^dist\/(?:(?:adapters|memory)\/)?[a-z-]+\.(?:js|d\.ts)$/.test(path));
    expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(paths).toContain('dist/latchkey.js');
  },
);
