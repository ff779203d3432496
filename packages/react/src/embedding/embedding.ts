import { createContext, use } from 'react';
import type { SignedOut } from '../api/auth.ts';

/** What links of the components lead to. */
export type ScreenName = 'sessions' | 'history';

/** How links lead to places, with `state` such as the device whose history is shown. */
export interface Navigation {
  /** The address of a screen, or null where it has none. */
  hrefOf(screen: ScreenName, state: URLSearchParams): string | null;
  open(screen: ScreenName, state: URLSearchParams): void;
}

/** How the components fit into the page around them. */
export interface Embedding {
  /** Null where nothing leads to the places: there are no links then. */
  readonly navigation: Navigation | null;
  /** Whether filters and searches are in the hash of the address. Otherwise they begin with `initialState`. */
  readonly keepsStateInAddress: boolean;
  readonly initialState: URLSearchParams;
  /** `system` follows the operating system. */
  readonly theme: 'light' | 'dark' | 'system';
  /** Called when no user is signed in. Null: the components say it. */
  readonly onSignedOut: ((auth: SignedOut) => void) | null;
}

export const EmbeddingContext = createContext<Embedding>({
  navigation: null,
  keepsStateInAddress: false,
  initialState: new URLSearchParams(),
  theme: 'system',
  onSignedOut: null,
});

export const useEmbedding = (): Embedding => use(EmbeddingContext);
