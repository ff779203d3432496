const head = globalThis.document?.head;

/** The address of a link in the head of the HTML, or null. */
const addressOf = (relation: string): string | null =>
  head?.querySelector(`link[rel="${relation}"]`)?.getAttribute('href') ?? null;

/** The operator's name for the page, and the page's links to the operator: the server writes them into the HTML. */
export const brand = {
  name: head?.querySelector('meta[name="application-name"]')?.getAttribute('content') ?? 'Latchkey',
  supportUrl: addressOf('help'),
  termsUrl: addressOf('terms-of-service'),
} as const;
