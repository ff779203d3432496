// No regular expression of the server can be made to backtrack without end by what a client sends.
import { isSafe } from 'redos-detector';
import { isMain, isProductCode, readText, report, repositoryFiles } from './repository.mjs';
import { parse } from './source.mjs';

/** The most steps back, however long the text. Expressions with a longer or unbounded walk are what attackers look for. */
const maxScore = 2000;

/** Expressions that the checker does not pass, with the reason why none of them can hang. */
const exceptions = [
  { start: String.raw`\{(\w+)\}`, reason: 'reads the paths of our own routes, once at the start' },
  // All repetitions have bounds and capUserAgent cuts the text to 512 characters; the checker stops at its step limit.
  { start: ' <(sec-ch-ua', reason: 'client hints' },
  { start: String.raw` Gecko\/`, reason: 'what is built on Firefox' },
];

/**
 * Expressions in a file that can backtrack without end, and those that are put together at run time, which no check reads.
 *
 * @param {string} path
 * @param {string} text
 */
export function expressionFaults(path, text) {
  const { nodes, lineOf } = parse(path, text);
  return nodes.flatMap((node) => {
    const fault = faultOf(node);
    return fault ? [`${path}:${lineOf(Number(node.start))}: ${fault}`] : [];
  });
}

/** @param {Record<string, unknown>} node @returns {string | null} */
function faultOf({ type, callee, value }) {
  const isCall = type === 'NewExpression' || type === 'CallExpression';
  if (isCall && isNamed(callee, 'RegExp')) return 'a regular expression is put together at run time; write a literal';
  if (type !== 'Literal' || !(value instanceof RegExp)) return null;
  if (exceptions.some(({ start }) => value.source.startsWith(start)) || isBounded(value)) return null;
  return `${value} can backtrack without end`;
}

/** @param {unknown} node @param {string} name */
const isNamed = (node, name) => typeof node === 'object' && node !== null && 'name' in node && node.name === name;

/** @param {RegExp} expression */
function isBounded({ source, flags }) {
  // The checker knows no properties of characters; for its question any letter is as good.
  const plain = new RegExp(source.replaceAll(/\\p\{\w+\}/g, 'c'), flags.replace('v', 'u'));
  return isSafe(plain, { maxScore, timeout: 20_000 }).safe;
}

/** @param {string} path */
const isOfServer = (path) =>
  isProductCode(path) && path.endsWith('.ts') && !/^(?:apps\/web|packages\/react)\//.test(path);

if (isMain(import.meta.url)) {
  const paths = repositoryFiles().filter(isOfServer);
  report(
    'regular expressions',
    paths.flatMap((path) => expressionFaults(path, readText(path))),
  );
}
