const policy = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/** Everything from this origin only, and no inline script. Styles are inline where dialogs and toasts set them. */
const contentSecurityPolicy = policy({
  'default-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'img-src': "'self' data:",
  'object-src': "'none'",
  'style-src': "'self' 'unsafe-inline'",
});

/**
 * For which hosts browsers are told to use HTTPS alone (RFC 6797): none, where a proxy says so itself; this one; or its
 * subdomains too, which may be other services.
 */
export const hstsChoices = ['off', 'host', 'subdomains'] as const;
export type Hsts = (typeof hstsChoices)[number];

/** Sent only over HTTPS, for a year. */
const strictTransportSecurity: Readonly<Record<Hsts, string | null>> = {
  off: null,
  host: 'max-age=31536000',
  subdomains: 'max-age=31536000; includeSubDomains',
};

export interface SecurityHeaderOptions {
  /** Whether browsers reach this over HTTPS. */
  readonly secure: boolean;
  readonly hsts?: Hsts;
}

/** Sent with every answer. */
export function securityHeaders({ secure, hsts = 'host' }: SecurityHeaderOptions): Record<string, string> {
  const transport = secure ? strictTransportSecurity[hsts] : null;
  return {
    'content-security-policy': contentSecurityPolicy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(transport === null ? {} : { 'strict-transport-security': transport }),
  };
}
