import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describeDevice } from './device-description.ts';
import { capUserAgent } from './user-agent.ts';

const corpus = readFileSync(new URL('testing/user-agents.txt', import.meta.url), 'utf8');

/** Each text under the line that says what can be said of it. */
function* labelled(): Generator<[text: string, label: string]> {
  let label = '';
  for (const line of corpus.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    if (/^[a-z]+: /.test(line)) label = line;
    else yield [line, label];
  }
}

function labelOf(text: string): string {
  const { kind, software, version, systems } = describeDevice(capUserAgent(text));
  const named = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(' ') || '?';
  const os = systems.map(({ name, version: number }) => named([name, number])).join(' or ') || '?';
  return `${kind}: ${named([software, version])} on ${os}`;
}

describe('of every client in the corpus is said what can be told, and nothing more', () => {
  test.each([...labelled()])('%s', (text, label) => {
    expect(labelOf(text)).toBe(label);
  });
});
