// Names, comments and expressions of a source file, read by the parser that knip uses as well.
import { parseSync } from 'oxc-parser';

/** @typedef {{ name: string; line: number }} Name */
/** @typedef {{ text: string; line: number }} Text */

/**
 * The nodes of a syntax tree, each before those inside it.
 *
 * @param {unknown} node
 * @returns {Generator<Record<string, unknown>>}
 */
export function* nodesOf(node) {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node) yield { ...node };
  for (const part of Object.values(node)) yield* nodesOf(part);
}

/**
 * Parses TypeScript or JavaScript. Throws on a syntax error, because a check of half a file finds half of its faults.
 *
 * @param {string} path Its extension tells the language.
 * @param {string} text
 */
export function parse(path, text) {
  const { program, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  const lineStarts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const lineOf = (/** @type {number} */ offset) => lineStarts.findLastIndex((start) => start <= offset) + 1;
  return {
    nodes: [...nodesOf(program)],
    comments: comments.map(({ value, start }) => ({ text: value, line: lineOf(start) })),
    lineOf,
  };
}
