import { readFileSync, readdirSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

/**
 * A browser that translates a page wraps text nodes in elements. React then cannot find a text node that it removes or inserts
 * before, and the page crashes. A text that is the only child of its element is replaced as a whole and is safe: so no text may
 * have siblings.
 */
interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* nodesIn(each);
  if (!isNode(value)) return;
  yield value;
  for (const each of Object.values(value)) yield* nodesIn(each);
}

const isBlank = ({ type, value }: Node) => type === 'JSXText' && typeof value === 'string' && /^\s*$/.test(value);
const isComment = ({ type, expression }: Node) =>
  type === 'JSXExpressionContainer' && isNode(expression) && expression.type === 'JSXEmptyExpression';

/** Whether an expression renders elements or nothing. `slots` are the names of properties of type ReactNode. */
function drawsElements(value: unknown, slots: ReadonlySet<string>): boolean {
  if (!isNode(value)) return true;
  switch (value.type) {
    case 'JSXElement':
    case 'JSXFragment':
    case 'BinaryExpression':
    case 'UnaryExpression':
      return true;
    case 'Literal':
      return value.value === null || value.value === false;
    case 'ConditionalExpression':
      return drawsElements(value.consequent, slots) && drawsElements(value.alternate, slots);
    case 'LogicalExpression':
      return drawsElements(value.right, slots);
    case 'Identifier':
      return slots.has(String(value.name));
    case 'ArrowFunctionExpression':
      return drawsElements(value.body, slots);
    case 'BlockStatement':
      return [...nodesIn(value.body)].some(({ type }) => type === 'JSXElement');
    case 'ParenthesizedExpression':
      return drawsElements(value.expression, slots);
    case 'CallExpression': {
      const { callee, arguments: given } = value;
      const isMap = isNode(callee) && isNode(callee.property) && callee.property.name === 'map';
      return isMap && Array.isArray(given) && drawsElements(given[0], slots);
    }
    default:
      return false;
  }
}

/** The source of each text that has siblings. */
function textsWithSiblings(source: string): string[] {
  const { program } = parseSync('component.tsx', source);
  const slots = new Set([...source.matchAll(/(\w+)\??: ReactNode/g)].map(([, name]) => name ?? ''));
  return [...nodesIn(program)].flatMap(({ type, children }) => {
    if ((type !== 'JSXElement' && type !== 'JSXFragment') || !Array.isArray(children)) return [];
    const drawn = children.filter(isNode).filter((child) => !isComment(child) && !isBlank(child));
    if (drawn.length < 2) return [];
    return drawn
      .filter((child) => child.type === 'JSXText' || !drawsElements(child.expression, slots))
      .map(({ start, end }) => source.slice(Number(start), Number(end)));
  });
}

test('textsWithSiblings: finds texts, numbers and blanks beside elements only', () => {
  expect(textsWithSiblings('<p>{live} <b /></p>')).toEqual(['{live}']);
  expect(textsWithSiblings('<p>Live<b /></p>')).toEqual(['Live']);
  expect(textsWithSiblings("<p><a />{' '}<b /></p>")).toEqual(["{' '}"]);
  expect(textsWithSiblings('<p><a />{isLive && words.live}</p>')).toEqual(['{isLive && words.live}']);
  expect(textsWithSiblings('<p><a />{names.map((name) => name)}</p>')).toEqual(['{names.map((name) => name)}']);
  expect(textsWithSiblings('<p>{isLive ? live : <b />}</p>')).toEqual([]);
  expect(textsWithSiblings('<p><a />{isLive && <b>{live}</b>}{names.map((name) => <b>{name}</b>)}</p>')).toEqual([]);
});

const roots = ['.', '../../../packages/react/src/'].map((path) => new URL(path, import.meta.url));
const components = roots.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx$/.test(name))
    .map((name) => [name, new URL(name, root)] as const),
);

test.each(components)('browser translation: no text of %s has siblings', (_name, file) => {
  expect(textsWithSiblings(readFileSync(file, 'utf8'))).toEqual([]);
});
