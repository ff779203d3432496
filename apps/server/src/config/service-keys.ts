import { readFileSync } from 'node:fs';
import {
  hashServiceKey,
  parseServiceKey,
  serviceScope,
  serviceScopes,
} from '@latchkey/sessions/applications/service-key';
import { type ConfiguredServiceKey, mostServiceKeys } from '@latchkey/sessions/applications/service-keys';
import { z } from 'zod';

const form = 'must have a name, a key and its scopes for each key, as docs/operations.md shows';

/** A name, a key and its scopes in one line. Without a scope it has all of them. Only the hash of the key is kept. */
function readLine(line: string): ConfiguredServiceKey | null {
  const [name = '', text = '', ...words] = line.trim().split(/\s+/);
  const key = parseServiceKey(text);
  const scopes = z.array(serviceScope).safeParse(words);
  if (key === null || !scopes.success || !/^[\w.-]{1,60}$/.test(name)) return null;
  return { id: null, name, keyHash: hashServiceKey(key), scopes: words.length === 0 ? serviceScopes : scopes.data };
}

function readLines(text: string): ConfiguredServiceKey[] | null {
  const lines = text.split(/[\n;]/).filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const keys = lines.flatMap((line) => readLine(line) ?? []);
  return keys.length === lines.length && keys.length <= mostServiceKeys ? keys : null;
}

/** The value of SERVICE_KEYS: lines, or texts between semicolons. No message contains a part of it. */
export const serviceKeys = z.string().transform((text, context) => {
  const keys = readLines(text);
  if (keys) return keys;
  context.addIssue(form);
  return z.NEVER;
});

/** The file that SERVICE_KEYS_FILE names, for secrets that are mounted as files. */
export const serviceKeysFile = z.string().transform((path, context) => {
  try {
    const keys = readLines(readFileSync(path, 'utf8'));
    if (keys) return keys;
  } catch {
    context.addIssue('must be the path of a file that can be read');
    return z.NEVER;
  }
  context.addIssue(form);
  return z.NEVER;
});
