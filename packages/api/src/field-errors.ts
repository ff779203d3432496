import type { z } from 'zod';

/** What is wrong with each field of the input, by its name. */
export type FieldErrors = Readonly<Record<string, string>>;

type Issue = z.core.$ZodIssue;

/** What a field must be, for the types of zod that inputs have. */
const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/**
 * What is wrong with each field: the first fault of each, because the others may follow from it. Schemas have messages of their
 * own where a field has a rule; the messages of zod are for its own users, and are replaced.
 */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const fields = new Map<string, string>();
  for (const issue of error.issues) {
    const [field = 'body', ...inner] = issue.path.map(String);
    if (!fields.has(field)) fields.set(field, [...inner, complaintOf(issue)].join(': '));
  }
  return Object.fromEntries(fields);
}

/** The beginnings of the messages that zod writes itself. */
const isOfZod = ({ message }: Issue): boolean => /^(?:Invalid |Too (?:big|small): |Unrecognized )/.test(message);

function complaintOf(issue: Issue): string {
  if (!isOfZod(issue)) return issue.message;
  const rule = ruleOf(issue);
  // Only zod's message says whether there was any input.
  return issue.message.endsWith('received undefined') ? `Required, and must be ${rule}` : `Must be ${rule}`;
}

function ruleOf(issue: Issue): string {
  if (issue.code === 'invalid_type') return types[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' or ');
  if (issue.code === 'too_big') return `at most ${amountOf(issue.origin, issue.maximum)}`;
  if (issue.code === 'too_small') return `at least ${amountOf(issue.origin, issue.minimum)}`;
  const rules = issue.code === 'invalid_union' ? issue.errors.flatMap(([first]) => (first ? [ruleOf(first)] : [])) : [];
  return [...new Set(rules)].join(' or ') || 'of the documented form';
}

/** How much a limit allows of text, of a list, or of a number. */
function amountOf(origin: string, limit: number | bigint): string {
  const units: Readonly<Record<string, string>> = { string: ' characters', array: ' items' };
  return `${limit}${units[origin] ?? ''}`;
}
