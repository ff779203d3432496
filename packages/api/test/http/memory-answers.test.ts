import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { targetsBelow } from '../../src/http/memory-answers.ts';
import { changing, open, router, signedIn, signedInWithPassword } from '../../src/procedure.ts';

const meta = { fromMemory: () => ({}) };
const output = z.object({});
const input = z.object({ id: z.number() });

describe('a procedure with fromMemory', () => {
  const plain = signedIn
    .meta(meta)
    .output(output)
    .query(() => ({}));

  it.each([
    [
      'a check of the password',
      signedInWithPassword
        .meta(meta)
        .output(output)
        .query(() => ({})),
    ],
    [
      'a rate limit',
      changing
        .meta(meta)
        .output(output)
        .query(() => ({})),
    ],
    [
      'an input',
      signedIn
        .meta(meta)
        .input(input)
        .output(output)
        .query(() => ({})),
    ],
    [
      'no authentication',
      open
        .meta(meta)
        .output(output)
        .query(() => ({})),
    ],
    [
      'an effect',
      signedIn
        .meta(meta)
        .output(output)
        .mutation(() => ({})),
    ],
    ['no schema of its output', signedIn.meta(meta).query(() => ({}))],
  ])('is refused at the start where it has %s', (_what, procedure) => {
    expect([...targetsBelow('/api', router({ plain })).keys()]).toContain('/api/trpc/plain');
    expect(() => targetsBelow('/api', router({ plain, procedure }))).toThrow(/^procedure .*fromMemory/);
  });
});
