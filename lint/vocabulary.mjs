// Names that the vocabulary replaces, and phrases in comments and documents that have to be solved like a riddle.
import { isMain, isProductCode, readText, report, repositoryFiles } from './repository.mjs';
import { nodesOf, parse } from './source.mjs';
import { allowedNames, allowedRiddles, oldNames, riddles } from './vocabulary-words.mjs';

/** The words of a name, in lower case with spaces between and around them. @param {string} name */
const wordsOf = (name) =>
  ` ${name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase()} `;

/**
 * What to use in place of a name. Null where the name is none of the replaced ones.
 *
 * @param {string} name
 * @param {'code' | 'path'} where
 */
export function replacementOf(name, where) {
  const words = wordsOf(name);
  const old = oldNames.find((entry) => {
    if (!words.includes(` ${entry.words} `)) return false;
    if (entry.as === 'type') return where === 'path' || /^[A-Z]/.test(name);
    if (entry.as === 'folder' && where !== 'path') return false;
    return entry.as === undefined || words === ` ${entry.words} `;
  });
  return old?.use ?? null;
}

/**
 * Names in a file of product code that the vocabulary replaces, each once with its first line.
 *
 * @param {string} path
 * @param {string} text
 */
export function nameFaults(path, text) {
  const faults = new Map(
    path
      .split('/')
      .slice(2)
      .map((segment) => [segment, faultOf(path, segment, 'path')]),
  );
  for (const { name, line } of /\.(?:tsx?|mjs|js)$/.test(path) ? namesIn(path, text) : []) {
    if (!faults.has(name)) faults.set(name, faultOf(`${path}:${line}`, name, 'code'));
  }
  return [...faults.values()].filter((fault) => fault !== null);
}

/** @param {string} place @param {string} name @param {'code' | 'path'} where */
function faultOf(place, name, where) {
  const use = replacementOf(name, where);
  const isAllowed = allowedNames.some((entry) => entry.path.test(place) && (!entry.name || entry.name.test(name)));
  return use === null || isAllowed ? null : `${place}: ${name}: use ${use}`;
}

/**
 * Identifiers, and strings that read like one: names on the wire and in the database.
 *
 * @param {string} path
 * @param {string} text
 */
function namesIn(path, text) {
  const { nodes, lineOf } = parse(path, text);
  return nodes.flatMap(({ type, name, value, start }) => {
    const isName = typeof type === 'string' && type.endsWith('Identifier');
    const written = isName ? name : type === 'Literal' ? value : null;
    return typeof written === 'string' && /^[\w-]+$/.test(written)
      ? [{ name: written, line: lineOf(Number(start)) }]
      : [];
  });
}

/**
 * Riddles in a text, each with its line.
 *
 * @param {string} path
 * @param {string} text
 */
export function riddleFaults(path, text) {
  return proseIn(path, text).flatMap((prose) =>
    prose.text.split('\n').flatMap((line, index) =>
      riddles
        .filter(({ phrase }) => phrase.test(line))
        .filter(({ phrase }) => !isAllowedRiddle(path, phrase.exec(line)?.[0] ?? ''))
        .map(({ phrase, use }) => `${path}:${prose.line + index}: ${phrase.exec(line)?.[0].trim()}: use ${use}`),
    ),
  );
}

/** @param {string} path @param {string} phrase */
const isAllowedRiddle = (path, phrase) =>
  allowedRiddles.some((entry) => entry.path.test(path) && (!entry.phrase || entry.phrase.test(phrase)));

/**
 * The comments of code, the texts that product code writes, and the names of tests. Of other files all.
 *
 * @param {string} path
 * @param {string} text
 */
function proseIn(path, text) {
  if (!/\.(?:tsx?|mjs|js)$/.test(path)) return [{ text, line: 1 }];
  const { nodes, comments, lineOf } = parse(path, text);
  const strings = (isProductCode(path) ? nodes : testNamesIn(nodes)).flatMap(({ type, value, start }) => {
    const written =
      type === 'TemplateElement' && typeof value === 'object' && value && 'raw' in value ? value.raw : value;
    return typeof written === 'string' && written.includes(' ') ? [{ text: written, line: lineOf(Number(start)) }] : [];
  });
  return [...comments, ...strings];
}

/**
 * The literals and template elements in the names of tests: the first arguments of `it(name)`, `test.describe(name)` and
 * `it.each(table)(name)`, but not the table.
 *
 * @param {Record<string, unknown>[]} nodes
 */
const testNamesIn = (nodes) =>
  nodes.flatMap(({ type, callee, arguments: values }) =>
    type === 'CallExpression' && Array.isArray(values) && isTestFunction(callee) && !takesTable(callee)
      ? [...nodesOf(values[0])]
      : [],
  );

/** Whether a function is `it.each` or `it.for`, which take a table of cases. @param {unknown} callee */
const takesTable = (callee) => /^(?:each|for)$/.test(Object(callee).property?.name);

/** @param {unknown} callee @returns {boolean} */
function isTestFunction(callee) {
  if (typeof callee !== 'object' || callee === null) return false;
  if ('name' in callee) return typeof callee.name === 'string' && /^(?:test|it|describe)$/.test(callee.name);
  return ['object', 'callee', 'tag'].some((part) => isTestFunction(Object(callee)[part]));
}

/** @param {string} path */
const hasProse = (path) => /\.(?:tsx?|mjs|js|css|md|ya?ml|prisma|sql|conf|html)$|Dockerfile$|^\.ci\//.test(path);

if (isMain(import.meta.url)) {
  const files = repositoryFiles().filter((path) => hasProse(path) && !path.endsWith('-lock.yaml'));
  report('vocabulary', [
    ...files.filter(isProductCode).flatMap((path) => nameFaults(path, readText(path))),
    ...files.flatMap((path) => riddleFaults(path, readText(path))),
  ]);
}
