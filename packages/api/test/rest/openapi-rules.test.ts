import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';
import { expect, it } from 'vitest';

const path = new URL('../../../../docs/openapi.json', import.meta.url);
const document = readFileSync(path, 'utf8');

/** What each linter finds in a document by its recommended rules, warnings included. */
const linters: readonly (readonly [string, (source: string) => Promise<string[]>])[] = [
  [
    'Redocly',
    async (source) => {
      const config = await createConfig({ extends: ['recommended'] });
      const problems = await lintFromString({ source, config });
      return problems.map(({ ruleId }) => ruleId);
    },
  ],
  [
    'Spectral',
    async (source) => {
      const linter = new spectral.Spectral();
      linter.setRuleset({ ...rulesets.oas, extends: [] });
      return (await linter.run(source)).map(({ code }) => String(code));
    },
  ],
];

it.each(linters)('%s finds nothing in docs/openapi.json', async (_name, lint) => {
  expect(await lint(document)).toEqual([]);
});

it.each(linters)('%s finds a path with a parameter that has no description', async (_name, lint) => {
  expect(await lint(document.replaceAll('session/{id}', 'session/{number}'))).toEqual(
    expect.arrayContaining([expect.stringMatching(/^path-param/)]),
  );
});
