import type { Span, SqlText } from './sql-texts.ts';

/** One change of one place in a file. */
export interface Mutation extends Span {
  readonly replacement: string;
  /** What the change does, as a report names it. */
  readonly kind: string;
}

interface Token extends Span {
  readonly text: string;
  readonly depth: number;
}

const tokenPattern = /'(?:[^']|'')*'|"[^"]*"|\$\d+|\d+(?:\.\d+)?|[A-Za-z_][\w.]*|::|<=|>=|<>|<<|\|\||[^\s]/g;

/** Each word after which a condition begins. */
const beforeCondition = new Set(['WHERE', 'ON', 'HAVING', 'WHEN']);

/** Each word that ends one. */
const afterCondition = new Set(
  'ORDER LIMIT GROUP RETURNING FOR UNION JOIN LEFT WHERE ON HAVING OFFSET SET THEN ELSE END WHEN AS ; ,'.split(' '),
);

/** Words that a text begins with which is a whole statement or a clause, and no condition. */
const statementWord =
  /^(?:SELECT|WITH|INSERT|UPDATE|DELETE|FROM|FOR|LEAST|GREATEST|CREATE|BEGIN|LISTEN|NULL|TRUE|FALSE)$/;

const swaps: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '<>': '=',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  TRUE: 'FALSE',
  FALSE: 'TRUE',
  LEAST: 'GREATEST',
  GREATEST: 'LEAST',
  min: 'max',
  max: 'min',
  bool_and: 'bool_or',
  ceil: 'floor',
  ASC: 'DESC',
};

/** Every change of one text of SQL that this knows. */
export function mutationsOf(source: string, text: SqlText): Mutation[] {
  const tokens = tokensOf(source, text);
  const found = [
    ...conditionMutations(source, tokens),
    ...tokenMutations(tokens, conditionsIn(tokens)),
    ...lockMutations(tokens),
    ...orderMutations(tokens),
    ...conflictMutations(source, tokens),
    ...assignmentMutations(tokens),
  ];
  const byPlace = new Map(found.map((one) => [`${one.start} ${one.end} ${one.replacement}`, one]));
  return [...byPlace.values()].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Words, numbers, signs and holes. A hole is one token, however long its code is. */
function tokensOf(source: string, { start, end, holes }: SqlText): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  const add = (from: number, to: number): void => {
    const text = source.slice(from, to);
    if (text === ')') depth -= 1;
    tokens.push({ start: from, end: to, text, depth });
    if (text === '(') depth += 1;
  };
  let at = start;
  for (const hole of [...holes, { start: end, end }]) {
    for (const match of source.slice(at, hole.start).matchAll(tokenPattern)) {
      add(at + match.index, at + match.index + match[0].length);
    }
    if (hole.end > hole.start) add(hole.start, hole.end);
    at = hole.end;
  }
  return tokens;
}

const isWord = (token: Token | undefined, word: string): boolean => token?.text === word;

/** Runs of tokens that are conditions: behind WHERE, ON, HAVING and WHEN, or the whole text where it is one. */
function conditionsIn(tokens: readonly Token[]): (readonly Token[])[] {
  const conditions: (readonly Token[])[] = [];
  const take = (from: number, depth: number): void => {
    let to = from;
    while (to < tokens.length) {
      const token = tokens[to];
      if (!token || token.depth < depth || (token.depth === depth && afterCondition.has(token.text))) break;
      to += 1;
    }
    if (to > from) conditions.push(tokens.slice(from, to));
  };
  for (const [at, token] of tokens.entries()) {
    const isConflict = token.text === 'ON' && isWord(tokens[at + 1], 'CONFLICT');
    if (beforeCondition.has(token.text) && !isConflict) take(at + 1, token.depth);
    // What stands in parentheses is one where it has several parts.
    if (token.text === '(') {
      const inner = groupAt(tokens, at);
      const words = inner.filter(({ depth }) => depth === token.depth + 1).map(({ text }) => text);
      const isStatement = words.some((word) => statementWord.test(word));
      if (!isStatement && (words.includes('AND') || words.includes('OR'))) conditions.push(inner);
    }
  }
  const [first] = tokens;
  const top = tokens.filter(({ depth }) => depth === 0).map(({ text }) => text);
  const isCondition = top.some((text) => /^(?:AND|OR|=|<|<=|>|>=|<>|IN|IS|EXISTS)$/.test(text)) && !top.includes(',');
  if (first && isCondition && !statementWord.test(first.text) && !top.includes('AS')) conditions.push(tokens);
  return conditions;
}

/** What stands between a parenthesis and the one that closes it. */
function groupAt(tokens: readonly Token[], at: number): readonly Token[] {
  const depth = tokens[at]?.depth ?? 0;
  const end = tokens.findIndex((token, index) => index > at && token.depth <= depth);
  return tokens.slice(at + 1, end === -1 ? undefined : end);
}

/** Makes each part of a condition true, or false where it is one of several of which one suffices. */
function conditionMutations(source: string, tokens: readonly Token[]): Mutation[] {
  const mutations: Mutation[] = [];
  const fix = (part: readonly Token[], value: 'TRUE' | 'FALSE'): void => {
    const [first, last] = [part[0], part.at(-1)];
    if (!first || !last || (part.length === 1 && /^(?:TRUE|FALSE|true|false)$/.test(first.text))) return;
    const { start } = first;
    const text = source.slice(start, last.end);
    // The part stays in the text, so that the parameters in it keep their types.
    const replacement = value === 'TRUE' ? `(${text} OR TRUE)` : `(${text} AND FALSE)`;
    mutations.push({ start, end: last.end, replacement, kind: `condition is always ${value.toLowerCase()}` });
  };
  const visit = (condition: readonly Token[]): void => {
    const ors = split(condition, 'OR');
    for (const or of ors) {
      const ands = split(or, 'AND');
      if (ors.length > 1) fix(or, 'FALSE');
      for (const and of ands) {
        const inner = unwrapped(and);
        if (inner) visit(inner);
        else if (ands.length > 1 || ors.length === 1) fix(and, 'TRUE');
      }
    }
  };
  for (const condition of conditionsIn(tokens)) visit(condition);
  return mutations;
}

/** The parts of a condition between a word at its own depth. */
function split(condition: readonly Token[], word: 'AND' | 'OR'): (readonly Token[])[] {
  const depth = Math.min(...condition.map((token) => token.depth));
  const parts: Token[][] = [[]];
  for (const token of condition) {
    if (token.depth === depth && token.text === word) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** What is in the parentheses around a part that has several parts itself. */
function unwrapped(part: readonly Token[]): readonly Token[] | null {
  const [first, last] = [part[0], part.at(-1)];
  if (first?.text !== '(' || last?.text !== ')') return null;
  const inner = part.slice(1, -1);
  return inner.some(({ depth }) => depth <= first.depth) ||
    (split(inner, 'OR').length === 1 && split(inner, 'AND').length === 1)
    ? null
    : inner;
}

/** Signs and words that are replaced by their opposite, and numbers by the next one. */
function tokenMutations(tokens: readonly Token[], conditions: readonly (readonly Token[])[]): Mutation[] {
  const mutations: Mutation[] = [];
  // A comparison for equality in a condition is made true or false as a whole.
  const inCondition = new Set(conditions.flat().filter((token) => !token.text.startsWith('(')));
  for (const [at, token] of tokens.entries()) {
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    const replace = (replacement: string, kind: string, until: Token = token): void => {
      mutations.push({ start: token.start, end: until.end, replacement, kind });
    };
    const swapped = swaps[token.text];
    // `count(*)` and `SELECT *` multiply nothing, and a shift to the left stands for itself.
    const isStar = token.text === '*' && (isWord(before, '(') || isWord(before, 'SELECT'));
    const isPrefix = token.text === '-' && /^\d/.test(after?.text ?? '') && !/[\w)}]$/.test(before?.text ?? '');
    if (swapped !== undefined && !isStar && !isPrefix) replace(swapped, `${token.text} is ${swapped}`);
    if (token.text === 'DISTINCT' && !isWord(after, 'FROM')) replace('', 'DISTINCT is gone');
    if (!inCondition.has(token)) {
      if (token.text === 'IS' && isWord(after, 'NOT') && after) replace('IS', 'IS NOT is IS', after);
      else if (token.text === 'IS') replace('IS NOT', 'IS is IS NOT');
      if (token.text === 'EXISTS' && !isWord(before, 'NOT')) replace('NOT EXISTS', 'EXISTS is NOT EXISTS');
    }
    if (
      token.text === 'NOT' &&
      !/^(?:IS|FOR)$/.test(before?.text ?? '') &&
      !/^(?:NULL|EXISTS)$/.test(after?.text ?? '')
    )
      replace('', 'NOT is gone');
    if (token.text === 'LEFT' && isWord(after, 'JOIN')) replace('', 'LEFT JOIN is JOIN');
    if (token.text === '||') replace('', '|| is gone', after ?? token);
    if (/^\d+$/.test(token.text) && !/^(?:SELECT|LIMIT|OFFSET)$/.test(before?.text ?? '')) {
      replace(`${Number(token.text) + 1}`, `${token.text} is ${Number(token.text) + 1}`);
    }
    const span = /^'(\d+) (\w+)'$/.exec(token.text);
    if (span && isWord(before, 'interval')) replace(`'${Number(span[1]) + 1} ${span[2]}'`, 'interval is longer');
    if ((token.text === 'LIMIT' || token.text === 'OFFSET') && after) {
      const more = token.text === 'LIMIT' ? 1_000_000 : 1;
      replace(`${token.text} ${more} + `, `${token.text} is more`);
    }
  }
  return mutations;
}

/** Locks that are not taken, and those that are waited for. */
function lockMutations(tokens: readonly Token[]): Mutation[] {
  return tokens.flatMap((token, at) => {
    if (token.text === 'SKIP' && isWord(tokens[at + 1], 'LOCKED')) {
      return [
        { start: token.start, end: tokens[at + 1]?.end ?? token.end, replacement: '', kind: 'SKIP LOCKED is gone' },
      ];
    }
    if (token.text !== 'FOR') return [];
    let to = at + 1;
    while (/^(?:NO|KEY|SHARE|UPDATE)$/.test(tokens[to]?.text ?? '')) to += 1;
    if (to === at + 1) return [];
    if (isWord(tokens[to], 'OF')) to += 2;
    if (isWord(tokens[to], 'SKIP')) to += 2;
    return [{ start: token.start, end: tokens[to - 1]?.end ?? token.end, replacement: '', kind: 'lock is gone' }];
  });
}

/** Each key of an order, the other way round. */
function orderMutations(tokens: readonly Token[]): Mutation[] {
  const mutations: Mutation[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.text !== 'ORDER' || !isWord(tokens[at + 1], 'BY')) continue;
    let last: Token | undefined;
    for (let next = at + 2; ; next += 1) {
      const here = tokens[next];
      const isOver =
        !here ||
        here.depth < token.depth ||
        (here.depth === token.depth && /^(?:LIMIT|FOR|OFFSET|ON)$/.test(here.text));
      if ((isOver || (here.depth === token.depth && here.text === ',')) && last) {
        const isDescending = last.text === 'DESC';
        const hasDirection = isDescending || last.text === 'ASC' || /direction/.test(last.text);
        if (isDescending)
          mutations.push({ start: last.start, end: last.end, replacement: '', kind: 'order is reversed' });
        else if (!hasDirection)
          mutations.push({ start: last.end, end: last.end, replacement: ' DESC', kind: 'order is reversed' });
      }
      if (isOver) break;
      last = here;
    }
  }
  return mutations;
}

/** `ON CONFLICT … DO UPDATE …` does nothing. */
function conflictMutations(source: string, tokens: readonly Token[]): Mutation[] {
  return tokens.flatMap((token, at) => {
    if (token.text !== 'DO' || !isWord(tokens[at + 1], 'UPDATE')) return [];
    let to = at + 1;
    while (
      tokens[to + 1] &&
      (tokens[to + 1]?.depth ?? 0) >= token.depth &&
      !/^RETURNING$/.test(tokens[to + 1]?.depth === token.depth ? (tokens[to + 1]?.text ?? '') : '')
    )
      to += 1;
    const end = tokens[to]?.end ?? token.end;
    return /\$\{|\$\d/.test(source.slice(token.start, end))
      ? []
      : [{ start: token.start, end, replacement: 'DO NOTHING', kind: 'DO UPDATE is DO NOTHING' }];
  });
}

/** Each assignment of several is left out. */
function assignmentMutations(tokens: readonly Token[]): Mutation[] {
  const mutations: Mutation[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.text !== 'SET') continue;
    const parts: Token[][] = [[]];
    const commas: Token[] = [];
    for (const here of tokens.slice(at + 1)) {
      if (here.depth < token.depth || (here.depth === token.depth && /^(?:WHERE|FROM|RETURNING)$/.test(here.text)))
        break;
      if (here.depth === token.depth && here.text === ',') {
        parts.push([]);
        commas.push(here);
      } else parts.at(-1)?.push(here);
    }
    if (parts.length < 2) continue;
    for (const [index, part] of parts.entries()) {
      const [first, last] = [part[0], part.at(-1)];
      if (!first || !last) continue;
      const start = index === 0 ? first.start : (commas[index - 1]?.start ?? first.start);
      const end = index === 0 ? (commas[0]?.end ?? last.end) : last.end;
      mutations.push({ start, end, replacement: '', kind: `${first.text} is not set` });
    }
  }
  return mutations;
}
