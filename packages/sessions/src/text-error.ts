/** The message of a schema for input that is no text. */
export const textError = ({ input }: { readonly input?: unknown }): string =>
  input === undefined ? 'Required' : 'Must be text';
