import { z } from 'zod';

// Paths and queries have only text. These inputs accept it besides the types that tRPC sends.

/** Ids start at 1. All input that is not an id becomes this id, so that all wrong ids get the same answer. */
const noId = 0;

/** An id, which a path has as text. */
export const idInput = z
  .union([z.number(), z.string()])
  .meta({ anyOf: undefined, type: 'integer', format: 'int64', minimum: 1 })
  .transform((id) => (typeof id === 'number' ? id : /^[1-9]\d{0,15}$/.test(id) ? Number(id) : noId));

/** A number, or its decimal digits. */
const number = z.union(
  [
    z.number(),
    z
      .string()
      .regex(/^\d{1,16}$/)
      .transform(Number),
  ],
  'Must be a number',
);

/** A number that a query has as text: the id where a page begins, or the id of a filter. */
export const positionInput = number.meta({ anyOf: undefined, type: 'integer', format: 'int64', minimum: 1 });

/** A whole number from `min` to `max`, which a query has as text. */
export const numberInput = (min: number, max: number) =>
  number
    .pipe(z.int('Must be a whole number').min(min, `At least ${min}`).max(max, `At most ${max}`))
    .meta({ anyOf: undefined, type: 'integer', minimum: min, maximum: max });

/** Some of these words, which a query has with commas between them. */
export const wordsInput = <const Word extends string>(words: readonly [Word, ...Word[]]) => {
  const list = z.array(z.enum(words)).max(words.length);
  const text = z
    .string()
    .max(1_000)
    .transform((given) => given.split(','));
  return z
    .union([list, text.pipe(list)], `Must be some of ${words.join(', ')}`)
    .meta({ anyOf: undefined, type: 'string', examples: [words.slice(0, 2).join(',')] });
};
