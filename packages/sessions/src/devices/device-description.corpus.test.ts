import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { describeDevice } from './device-description.ts';
import { capUserAgent } from './user-agent.ts';

const corpus = readFileSync(new URL('../testing/user-agents.txt', import.meta.url), 'utf8');

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

describe('every client in the corpus has the expected description', () => {
  test.each([...labelled()])('%s', (text, label) => {
    expect(labelOf(text)).toBe(label);
  });
});

describe('what is frozen in a header', () => {
  const withoutHints = [...labelled()].filter(([text]) => !text.includes('<sec-ch-ua'));

  it.each([
    ['Windows NT 10.0, which may be 11', /\(Windows NT 10\.0/, 'Windows'],
    ['the number of a macOS', /Mac OS X 1\d/, 'macOS'],
    ['the number of an Android', /Android \d/, 'Android'],
    ['the number of an iOS', /iPhone OS \d/, 'iOS'],
  ])('is never shown as a version: %s', (_what, header, system) => {
    const texts = withoutHints.filter(([text]) => header.test(text)).map(([text]) => text);
    expect(texts.length).toBeGreaterThan(20);
    for (const text of texts) {
      const { systems } = describeDevice(capUserAgent(text));
      const versions = systems.filter(({ name }) => name === system).map(({ version }) => version);
      expect(versions.length === 1 ? versions[0] : null, text).toBeNull();
    }
  });
});

test('there are several hundred clients in the corpus', () => {
  expect([...labelled()].length).toBeGreaterThan(600);
  expect(new Set([...labelled()].map(([text]) => text)).size).toBe([...labelled()].length);
});
