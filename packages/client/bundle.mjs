// Writes dist/bundle: the client with the parts of tRPC that it uses in one file. As a dependency, tRPC's client would bring
// TypeScript's compiler, which is its peer.
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = join(here, 'dist/bundle');

const bundle = await rolldown({
  input: { client: join(here, 'dist/client.js') },
  platform: 'neutral',
  onLog(level, { message }, next) {
    if (level === 'warn') throw new Error(message);
    next(level, message);
  },
});
const { output } = await bundle.write({ dir: folder });
const [chunk, ...others] = output;
if (others.length > 0) throw new Error(`More than one file: ${others.map(({ fileName }) => fileName).join(', ')}`);
const foreign = chunk.moduleIds.filter(
  (id) => !id.startsWith('\0') && !id.startsWith(join(here, 'dist')) && !/\/node_modules\/@trpc\//.test(id),
);
if (foreign.length > 0) throw new Error(`Bundled without their licences: ${foreign.join(', ')}`);

mkdirSync(join(folder, 'licenses'), { recursive: true });
const trpc = dirname(fileURLToPath(import.meta.resolve('@trpc/client/package.json')));
cpSync(join(trpc, 'LICENSE'), join(folder, 'licenses/trpc.txt'));
