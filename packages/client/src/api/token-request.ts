import { isServerCode, LatchkeyError } from '../latchkey-error.ts';
import { unexpectedAnswer } from './error-of.ts';

/** What the REST API calls fields that have another name here. */
const wireNames: ReadonlyMap<string, string> = new Map([
  ['rememberMe', 'stay_logged_in'],
  ['clientLabel', 'session_information'],
  ['currentPassword', 'current_password'],
  ['newPassword', 'new_password'],
]);
const ownNames = new Map(Array.from(wireNames, ([own, wire]) => [wire, own]));

/** The same object with other names of its fields. */
const renamed = (given: object, names: ReadonlyMap<string, string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [names.get(name) ?? name, value]));

/** The body of a request, in the names of the REST API. */
export const restBody = (input: object): string => JSON.stringify(renamed(input, wireNames));

/**
 * Reads the token of an answer of the REST API.
 * @throws {LatchkeyError} if it has none.
 */
export async function tokenIn(response: Response): Promise<string> {
  const text = await response.text();
  const body = jsonOf(text);
  const token = body.get('session_token');
  if (response.ok && typeof token === 'string') return token;
  const code = body.get('error_code');
  if (!isServerCode(code)) throw unexpectedAnswer(text.slice(0, 200));
  const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
  throw new LatchkeyError(code, String(body.get('msg')), {
    fields: fieldsIn(body.get('fields')),
    retryAfter: Number.isNaN(retryAfter) ? null : retryAfter,
  });
}

/** What is wrong with each field of the input, in the names that callers know. */
function fieldsIn(given: unknown): Record<string, string> | null {
  if (typeof given !== 'object' || given === null) return null;
  return Object.fromEntries(
    Object.entries(renamed(given, ownNames)).map(([name, complaint]) => [name, String(complaint)]),
  );
}

/** The fields of a JSON object. None where the text is something else. */
function jsonOf(text: string): ReadonlyMap<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  } catch {
    return new Map();
  }
}
