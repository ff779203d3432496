import type { AppRouter } from '@latchkey/api/routers/app-router';
import { LatchkeyError } from '@latchkey/client';
import { queries } from '@latchkey/react/api/queries.ts';
import { timedFetch } from '@latchkey/react/api/server-clock.ts';
import { httpBatchLink, TRPCClientError, type TRPCLink } from '@trpc/client';
import { createTRPCReact } from '@trpc/react-query';
import { observable } from '@trpc/server/observable';
import type { ReactNode } from 'react';
import { basePath } from '../../layout/base-path.ts';

/** Without a timeout, a server that accepts a request and never answers would leave a button pending for good. */
const requestTimeout = 15_000;

/**
 * The procedures that mails lead to, as hooks. Only this page calls them, by the secret of a link and without a session, so that
 * they are not among the calls of `@latchkey/client`.
 */
export const trpc = createTRPCReact<AppRouter>();

/** Gives an error of the server the cause that the screens know: one of `@latchkey/client`. */
const latchkeyErrors: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error(error) {
          const { data, message } = error;
          if (!data?.errorCode) return observer.error(error);
          const { errorCode, fields, retryAfter } = data;
          const cause = new LatchkeyError(errorCode, message, { fields, retryAfter, cause: error });
          observer.error(TRPCClientError.from(cause));
        },
      }),
    );

/** The same procedures as functions. */
export const linkApi = trpc.createClient({
  links: [
    latchkeyErrors,
    httpBatchLink({
      url: `${basePath}/api/trpc`,
      fetch: (input, { signal, ...init } = {}) => timedFetch(input, { ...init, signal: withTimeout(signal) }),
    }),
  ],
});

function withTimeout(signal: AbortSignal | null | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(requestTimeout);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

/** Lets the screens below it call the procedures that mails lead to. */
export function LinkApiProvider({ children }: { readonly children: ReactNode }) {
  return (
    <trpc.Provider client={linkApi} queryClient={queries}>
      {children}
    </trpc.Provider>
  );
}
