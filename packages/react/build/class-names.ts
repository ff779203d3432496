import { parseSync, type Plugin } from 'vite';

/** The prefix of all class names in the published package, so that no style sheet of an application has rules for them. */
export const prefix = 'lk-';

/** The name by which the published modules import the function that adds the prefix. */
const runtime = 'virtual:class-names';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* nodesIn(each);
  if (!isNode(value)) return;
  yield value;
  for (const each of Object.values(value)) yield* nodesIn(each);
}

/**
 * Adds the prefix to the names in each `className` of JSX, so that the sources and the hosted page have short ones. Names that
 * have it already stay: a component may pass on what it was given.
 */
export function prefixClassNames(): Plugin {
  return {
    name: 'prefix-class-names',
    enforce: 'pre',
    resolveId: (id) => (id === runtime ? `\0${runtime}` : null),
    load: (id) => (id === `\0${runtime}` ? runtimeSource : null),
    transform(code, id) {
      if (!id.endsWith('.tsx') || !code.includes('className')) return null;
      let prefixed = code;
      const values = [...nodesIn(parseSync(id, code).program)].flatMap(({ type, name, value }) =>
        type === 'JSXAttribute' && isNode(name) && name.name === 'className' && isNode(value) ? [value] : [],
      );
      for (const { type, start, end } of values.toReversed()) {
        const text = code.slice(start, end);
        const expression = type === 'JSXExpressionContainer' ? text.slice(1, -1) : text;
        prefixed = `${prefixed.slice(0, start)}{prefixed(${expression})}${prefixed.slice(end)}`;
      }
      return { code: `import { prefixed } from '${runtime}';\n${prefixed}`, map: null };
    },
  };
}

const runtimeSource = `
const known = new Map();
const one = (name) => (name === '' || name === 'latchkey' || name.startsWith('${prefix}') ? name : '${prefix}' + name);
export function prefixed(names) {
  let made = known.get(names);
  if (made === undefined) known.set(names, (made = names?.split(' ').map(one).join(' ')));
  return made;
}
`;
