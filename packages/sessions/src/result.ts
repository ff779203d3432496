/** What a service answers when it may refuse: the value, or the code of one documented refusal. */
export type Result<Value, Code extends string> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: Code };
