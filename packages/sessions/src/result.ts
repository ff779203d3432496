/**
 * The result of a service call: a value, or the code of a documented refusal. Exceptions are for what no caller can
 * answer: an unreachable database, a full queue, a bug.
 */
export type Result<Value, Code extends string> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: Code };
