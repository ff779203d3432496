import { Refusal } from '../refusal.ts';
import { renameKeys, wireName } from './wire-name.ts';

/** A refusal as REST says it: `msg` and `error_code`, and where input was wrong, each field by its wire name. */
export interface RefusalBody {
  readonly msg: string;
  readonly error_code: string;
  readonly fields?: Readonly<Record<string, string>>;
}

export function refusalBody({ message, errorCode, fields }: Refusal): RefusalBody {
  if (!fields) return { msg: message, error_code: errorCode };
  const named = renameKeys(fields, wireName);
  const complaints = Object.entries(named).map(([field, complaint]) => `${field}: ${complaint}`);
  return { msg: `${message} ${complaints.join('. ')}.`, error_code: errorCode, fields: named };
}

/** Headers that belong to a refusal: how to authenticate (RFC 9110, 11.6.1), when to come back (RFC 9110, 10.2.3). */
export function refusalHeaders({ status, retryAfter }: Refusal): Record<string, string> {
  return {
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(retryAfter === null ? {} : { 'retry-after': String(retryAfter) }),
  };
}
