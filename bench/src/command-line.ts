import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Plan } from './plan.ts';

export const sections = [
  'ratios',
  'requests',
  'applications',
  'proxy',
  'revocation',
  'verifiers',
  'growth',
  'memory',
  'application-memory',
  'beginnings',
  'webhooks',
] as const;
export type Section = (typeof sections)[number];

export type Command =
  | { readonly name: 'measure'; readonly sections: readonly Section[]; readonly plan: Plan; readonly write: boolean }
  | { readonly name: 'seed'; readonly rows: number; readonly root: URL }
  | { readonly name: 'drop' };

const usage = `bench [${sections.join('|')}]… [--rounds 3] [--seconds 3] [--quick] [--only id,id]
      [--growth-rows 1000000] [--root folder] [--write]
bench seed <sessions>
bench drop`;

/** Parses the arguments. @throws {TypeError} with the usage, if they are invalid. */
export function readCommandLine(given: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '3' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      'growth-rows': { type: 'string', default: '1000000' },
      root: { type: 'string', default: fileURLToPath(new URL('../../', import.meta.url)) },
      write: { type: 'boolean', default: false },
    },
  });
  const root = new URL(`${pathToFileURL(resolve(values.root)).href}/`);
  const [first, second] = positionals;
  if (first === 'drop') return { name: 'drop' };
  if (first === 'seed') return { name: 'seed', rows: whole(second ?? ''), root };
  const wanted = sections.filter((section) => positionals.includes(section));
  if (positionals.some((word) => !sections.some((section) => section === word))) throw new TypeError(usage);
  const plan: Plan = {
    root,
    rounds: values.quick ? 1 : whole(values.rounds),
    seconds: values.quick ? 1 : whole(values.seconds),
    growthRows: whole(values['growth-rows']),
    only: values.only.split(',').filter((id) => id !== ''),
  };
  return { name: 'measure', sections: wanted.length > 0 ? wanted : sections, plan, write: values.write };
}

function whole(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new TypeError(usage);
  return Number(text);
}
