/** The path below which the page and the API are, without a slash at its end, or empty: the server writes it into the HTML. */
export const basePath: string =
  globalThis.document?.head.querySelector('meta[name="latchkey-base-path"]')?.getAttribute('content') ?? '';
