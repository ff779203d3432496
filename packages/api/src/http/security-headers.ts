const policy = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/** The pages that may show this one in a frame: none, because a frame can hide what users click; or those of its origin. */
export const framesChoices = ['none', 'same-origin'] as const;
export type Frames = (typeof framesChoices)[number];

/** Resources of this origin only, and no inline script. Dialogs and toasts set inline styles. */
const contentSecurityPolicy = (frames: Frames): string =>
  policy({
    'default-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': frames === 'none' ? "'none'" : "'self'",
    'img-src': "'self' data:",
    'object-src': "'none'",
    'style-src': "'self' 'unsafe-inline'",
  });

/**
 * The hosts for which HSTS makes browsers use HTTPS only (RFC 6797): none, where a proxy sends the header; this one; or also
 * its subdomains, which may be other services.
 */
export const hstsChoices = ['off', 'host', 'subdomains'] as const;
export type Hsts = (typeof hstsChoices)[number];

/** Sent only over HTTPS. Valid for a year. */
const strictTransportSecurity: Readonly<Record<Hsts, string | null>> = {
  off: null,
  host: 'max-age=31536000',
  subdomains: 'max-age=31536000; includeSubDomains',
};

export interface SecurityHeaderOptions {
  /** Whether browsers reach this server over HTTPS. */
  readonly secure: boolean;
  readonly hsts?: Hsts;
  readonly frames?: Frames;
}

/** The security headers of every answer. */
export function securityHeaders({
  secure,
  hsts = 'host',
  frames = 'none',
}: SecurityHeaderOptions): Record<string, string> {
  const transport = secure ? strictTransportSecurity[hsts] : null;
  return {
    'content-security-policy': contentSecurityPolicy(frames),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': frames === 'none' ? 'DENY' : 'SAMEORIGIN',
    ...(transport === null ? {} : { 'strict-transport-security': transport }),
  };
}
