import { ApiError } from '../api-error.ts';
import { type WireNames, renameKeys } from './wire-name.ts';

/** An error as REST answers it: `msg` and `error_code`, and what is wrong with each field of the input. */
export interface ErrorBody {
  readonly msg: string;
  readonly error_code: string;
  readonly fields?: Readonly<Record<string, string>>;
}

export function errorBody({ message, errorCode, fields }: ApiError): ErrorBody {
  if (!fields) return { msg: message, error_code: errorCode };
  const complaints = Object.entries(fields).map(([field, complaint]) => `${field}: ${complaint}`);
  return { msg: `${message} ${complaints.join('. ')}.`, error_code: errorCode, fields };
}

/** The same error with its fields called as the route's clients call them. */
export function withWireNames(error: ApiError, names: WireNames): ApiError {
  if (!error.fields) return error;
  const fields = renameKeys(error.fields, (name) => names.wireName(name));
  return new ApiError(error.errorCode, { fields, cause: error.cause });
}

/** The headers of an error: `WWW-Authenticate` (RFC 9110, 11.6.1) and `Retry-After` (RFC 9110, 10.2.3). */
export function errorHeaders({ status, retryAfter }: ApiError): Record<string, string> {
  return {
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(retryAfter === null ? {} : { 'retry-after': String(retryAfter) }),
  };
}
