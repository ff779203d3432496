import type { SignedOut } from '@latchkey/react/api/auth.ts';
import type { Embedding, ScreenName } from '@latchkey/react/embedding/embedding.ts';
import { useMemo } from 'react';
import { useLocation, useRouter } from 'wouter';
import { routes } from './routes.ts';

const addressOf = (screen: ScreenName, state: URLSearchParams): string => {
  const hash = state.toString();
  return `${routes[screen]}${hash && `#${hash}`}`;
};

/** How the components of `@latchkey/react` fit into this page: with the routes, and with the state in the address. */
export function useEmbeddingInPage(): Embedding {
  const { base } = useRouter();
  const [, navigate] = useLocation();
  return useMemo(
    () => ({
      navigation: {
        hrefOf: (screen, state) => `${base}${addressOf(screen, state)}`,
        open: (screen, state) => navigate(addressOf(screen, state)),
      },
      keepsStateInAddress: true,
      initialState: new URLSearchParams(),
      theme: 'system',
      onSignedOut: (auth) => navigate(signInAddress(auth), { replace: true }),
    }),
    [base, navigate],
  );
}

/**
 * The sign-in form's address. Keeps the hash until the user has signed in, except where a session has just ended: the hash may
 * contain its search.
 */
const signInAddress = ({ wasSignedIn }: SignedOut): string =>
  `${routes.signIn}${wasSignedIn ? '' : window.location.hash}`;
