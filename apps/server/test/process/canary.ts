import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A text that occurs nowhere else. */
export const canary = (name: string) => `canary${name}${randomBytes(8).toString('hex')}`;

/** The encodings of a text in a file, a log or an answer, without the end that depends on the following bytes. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = (['base64', 'base64url'] as const).map((form) => bytes.toString(form).replace(/..?=*$/, ''));
  const [digits] = /[0-9a-f]{64}/.exec(secret) ?? [];
  const drawn = digits === undefined ? [] : [Buffer.from(digits, 'hex').toString('latin1')];
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), ...base64, ...drawn];
}

/** The names of the secrets that a text contains, in any encoding. */
export const leaksIn = (haystack: string, needles: Readonly<Record<string, string>>): string[] =>
  Object.entries(needles).flatMap(([name, secret]) =>
    formsOf(secret).some((form) => haystack.includes(form)) ? [name] : [],
  );

/** Every file of a database, with the write-ahead log, which has everything that was ever written. */
export function filesOf(dataDir: string): string {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');
}
