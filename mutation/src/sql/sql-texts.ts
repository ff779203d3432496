import { parse } from '@babel/parser';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text of SQL in a TypeScript file: where it stands, without its quotes, and the `${…}` in it. */
export interface SqlText extends Span {
  readonly holes: readonly Span[];
}

interface SyntaxNode extends Span {
  readonly type: string;
  readonly [key: string]: unknown;
}

const sqlTag = /(?:Prisma\.sql|\$queryRaw|\$executeRaw)$/;
const sqlWord = /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WHERE|FROM|IS NOT NULL|AND|LEAST|CASE WHEN|EXTRACT)\b/;

/**
 * Finds the SQL of a file: templates behind a tag of Prisma's, and other texts with a word of SQL in capitals. The messages
 * of errors are none.
 */
export function sqlTexts(source: string): SqlText[] {
  const texts: SqlText[] = [];
  const visit = (value: unknown, parent: SyntaxNode | null): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, parent);
    if (!isNode(value) || value.type === 'NewExpression') return;
    const text = source.slice(value.start + 1, value.end - 1);
    if (value.type === 'TemplateLiteral') {
      const tag = parent?.type === 'TaggedTemplateExpression' && isNode(parent['tag']) ? parent['tag'] : null;
      const isSql = tag ? sqlTag.test(source.slice(tag.start, tag.end)) : sqlWord.test(text);
      const holes = isSql
        ? nodesIn(value['expressions']).map(({ start, end }) => ({ start: start - 2, end: end + 1 }))
        : [];
      if (isSql) texts.push({ start: value.start + 1, end: value.end - 1, holes });
    }
    if (value.type === 'StringLiteral' && sqlWord.test(text)) {
      texts.push({ start: value.start + 1, end: value.end - 1, holes: [] });
    }
    for (const key of Object.keys(value)) visit(value[key], value);
  };
  visit(parse(source, { sourceType: 'module', plugins: ['typescript'] }).program, null);
  return texts;
}

const nodesIn = (value: unknown): SyntaxNode[] => (Array.isArray(value) ? value.filter(isNode) : []);

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
