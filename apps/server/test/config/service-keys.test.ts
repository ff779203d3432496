import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServiceKey, hashServiceKey, serviceScopes } from '@latchkey/sessions/applications/service-key';
import { afterAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';

const directory = mkdtempSync(join(tmpdir(), 'latchkey-keys-'));
afterAll(() => rmSync(directory, { recursive: true }));
const keysIn = (variables: Record<string, string>) => readEnvironment(variables, directory).config.serviceKeys;
const [one, two] = [createServiceKey(), createServiceKey()];
const shop = { id: null, name: 'shop', keyHash: hashServiceKey(one), scopes: serviceScopes };
const status = { id: null, name: 'status', keyHash: hashServiceKey(two), scopes: ['sessions:list', 'sessions:end'] };

describe('service keys in the settings', () => {
  it('are hashed, have a name and scopes, and come from a variable and from a file', () => {
    expect(keysIn({})).toEqual([]);
    expect(keysIn({ SERVICE_KEYS: `shop ${one}; status ${two} sessions:list sessions:end` })).toEqual([shop, status]);
    const file = join(directory, 'keys');
    writeFileSync(file, `# the shop\nshop ${one}\n\n status  ${two} sessions:list sessions:end \n`);
    expect(keysIn({ SERVICE_KEYS_FILE: file })).toEqual([shop, status]);
    expect(keysIn({ SERVICE_KEYS: `shop ${one}`, SERVICE_KEYS_FILE: file })).toHaveLength(3);
  });

  it('stop the start where they are wrong, and no message contains a part of them', () => {
    const file = join(directory, 'wrong');
    writeFileSync(file, `shop ${one.slice(0, -1)}`);
    for (const variables of [
      { SERVICE_KEYS: one },
      { SERVICE_KEYS: `shop ${one.slice(0, -1)}${one.endsWith('0') ? '1' : '0'}` },
      { SERVICE_KEYS: `shop ${one} sessions:everything` },
      { SERVICE_KEYS: Array.from({ length: 101 }, () => `shop ${createServiceKey()}`).join(';') },
      { SERVICE_KEYS_FILE: file },
      { SERVICE_KEYS_FILE: join(directory, 'missing') },
    ]) {
      const read = () => keysIn(variables);
      expect(read).toThrow(/^SERVICE_KEYS(_FILE)? must /);
      expect(read).not.toThrow(one.slice(20, 40));
    }
  });
});
