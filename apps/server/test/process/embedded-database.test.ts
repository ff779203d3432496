import { leaseDuration } from '@latchkey/sessions/instances/lease';
import { waitFor } from '@latchkey/testing/wait-for';
import { describe, expect, it } from 'vitest';
import { RestClient, ada } from '../rest-client.ts';
import { startProcess } from '../server-process.ts';

/** From SIGUSR2 until the next one, the disk behaves as `calls` says: a list of objects, names of functions, and what replaces them. */
const diskScript = (calls: string): string => `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const failed = (code) => Object.assign(new Error(code), { code });
  const { writeSync } = fs;
  const replacements = ${calls};
  const originals = replacements.map(([object, name]) => object[name]);
  let isFailing = false;
  process.on('SIGUSR2', () => {
    isFailing = !isFailing;
    replacements.forEach(([object, name, replacement], at) => (object[name] = isFailing ? replacement : originals[at]));
    syncBuiltinESMExports();
    console.log(isFailing ? 'the disk fails' : 'the disk works');
  });`;

/** Files cannot grow, as PostgreSQL's log need not for a while. */
const full = `[
  [fs, 'writeSync', (file, buffer, offset, length, position) => {
    if (position + length > fs.fstatSync(file).size) throw failed('ENOSPC');
    return writeSync(file, buffer, offset, length, position);
  }],
  [fs.promises, 'writeFile', async () => { throw failed('ENOSPC'); }],
]`;
const broken = `[[fs, 'fsyncSync', () => { throw failed('EIO'); }]]`;

function startOnDisk(calls: string) {
  const script = `data:text/javascript,${encodeURIComponent(diskScript(calls))}`;
  const server = startProcess({ NODE_OPTIONS: `--import ${script}` });
  const change = async (line: string) => {
    server.child.kill('SIGUSR2');
    await waitFor(() => expect(server.output()).toContain(line));
  };
  return { ...server, fail: () => change('the disk fails'), repair: () => change('the disk works') };
}

const ready = [200, '{"status":"ready"}'];
const noDatabase = [503, '{"status":"no_database"}'];

describe('the embedded database', () => {
  it('has no lease while its disk is full, and continues by itself when there is room', async () => {
    const disk = startOnDisk(full);
    const address = await disk.ready;
    const readiness = async () => {
      const answer = await fetch(`${address}/readyz`);
      return [answer.status, await answer.text()];
    };
    const client = new RestClient(address);
    const { token } = await client.signUp();
    await waitFor(async () => expect(await readiness()).toEqual(ready));

    await disk.fail();
    const refused = async () => {
      // Until the pages of a table are full.
      await client.signIn();
      expect(await readiness()).toEqual(noDatabase);
    };
    await waitFor(refused, { timeout: 20_000 });

    await disk.repair();
    await waitFor(async () => expect(await readiness()).toEqual(ready), { timeout: 2 * leaseDuration });
    expect(await client.signIn()).toMatchObject({ status: 200 });
    expect((await client.ask('v1/user/myself', token)).status).toBe(200);
  });

  it('ends the process after a panic of PostgreSQL, and the next process has what was acknowledged', async () => {
    const disk = startOnDisk(broken);
    const client = new RestClient(await disk.ready);
    const { token } = await client.signUp();
    await disk.fail();
    // Unless a job has met the panic before, and the process has ended.
    const lost = await client.signUp({ ...ada, email: 'lost@example.com' }).catch(() => null);
    expect(lost?.status ?? 503).toBe(503);
    const { code, output } = await disk.ended;
    expect(code).toBe(1);
    expect(output).toContain('the embedded database has stopped');

    const again = new RestClient(await startProcess({ DATA_DIR: disk.dataDir }).ready);
    expect((await again.ask('v1/user/myself', token)).status).toBe(200);
  });
});
