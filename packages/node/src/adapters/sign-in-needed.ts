/** What a request without a live session is answered with. */
export interface RequireSessionOptions {
  /**
   * The address of the sign-in, to which GET and HEAD are redirected, or a function of the path that was asked for. Without
   * it, and for other methods, the answer is 401.
   */
  readonly redirectTo?: string | ((path: string) => string);
}

interface Answer {
  readonly status: 303 | 401;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The answer to a request without a live session. `path`: with its query. */
export function signInNeeded(
  { method = 'GET', path }: { readonly method?: string | undefined; readonly path: string },
  { redirectTo }: RequireSessionOptions,
): Answer {
  const headers = { 'cache-control': 'no-store' };
  if (redirectTo !== undefined && (method === 'GET' || method === 'HEAD')) {
    const location = typeof redirectTo === 'string' ? redirectTo : redirectTo(path);
    return { status: 303, headers: { ...headers, location }, body: '' };
  }
  // RFC 9110, 11.6.1: a 401 names a scheme.
  return { status: 401, headers: { ...headers, 'www-authenticate': 'Bearer' }, body: 'Sign in first.' };
}

/** The same as a web `Response`. */
export function signInResponse({ method, url }: Request, options: RequireSessionOptions): Response {
  const { pathname, search } = new URL(url);
  const { status, headers, body } = signInNeeded({ method, path: pathname + search }, options);
  return new Response(status === 303 ? null : body, { status, headers });
}
