import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty directory, and the way to remove it. */
export async function temporaryDirectory() {
  const dataDir = await mkdtemp(join(tmpdir(), 'latchkey-'));
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) };
}
