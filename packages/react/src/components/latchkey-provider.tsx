import type { OnStepUp } from '@latchkey/client';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import type { SignedOut } from '../api/auth.ts';
import { connect, replaceStepUp } from '../api/latchkey.ts';
import { type Embedding, EmbeddingContext, type Navigation } from '../embedding/embedding.ts';
import { returnHere } from '../features/application/application.ts';
import type { Language } from '../i18n/language.ts';
import { setMessages } from '../i18n/messages.ts';
import english, { type Messages } from '../i18n/messages/en.ts';
import { translations } from '../i18n/messages/translations.ts';
import { Dialogs } from './dialogs.tsx';
import { onDemand } from '../api/on-demand.ts';

export interface LatchkeyOptions {
  /** The address of Latchkey, such as `/account`. Without it the origin of the page. */
  readonly url?: string;
  /** `en` without it. Other languages are loaded when they are needed. */
  readonly language?: Language;
  /** Replaces texts of the language. Keep the function outside of the component that renders. */
  readonly words?: (texts: Messages) => Messages;
  /** `system` without it: as the operating system is set. */
  readonly theme?: 'light' | 'dark' | 'system';
  /** Leads to the places in the application's own way. Without it `ManageSessions` shows the history in its own place. */
  readonly navigation?: Navigation;
  /** Whether filters and searches are in the hash of the address, so that they can be shared and undone with Back. */
  readonly keepsStateInAddress?: boolean;
  /** Called when no user is signed in, to show the application's sign-in. Without it the components say that. */
  readonly onSignedOut?: (auth: SignedOut) => void;
  /** Asks for a step-up in place of the dialogs. Resolves to whether the user has proved who they are. */
  readonly onStepUp?: OnStepUp;
}

interface LatchkeyProviderProps extends LatchkeyOptions {
  readonly children: ReactNode;
}

const noState = new URLSearchParams();

/**
 * What the parts and hooks below it share, once in a document: the address of Latchkey, the language, and how they fit into the
 * application. Renders the dialogs of the parts after its children, and no element around them.
 */
export function LatchkeyProvider({ children, url = '', language = 'en', words, ...options }: LatchkeyProviderProps) {
  const { theme = 'system', navigation = null, keepsStateInAddress = false, onSignedOut = null } = options;
  const { onStepUp = null } = options;
  // In layout effects, so that they come before the first request, which the hooks of the parts send in an effect.
  useLayoutEffect(() => connect(url), [url]);
  useLayoutEffect(() => returnHere(), []);
  useLayoutEffect(() => replaceStepUp(onStepUp), [onStepUp]);
  useLayoutEffect(() => applyLanguage(language, words), [language, words]);

  const embedding = useMemo(
    (): Embedding => ({ theme, navigation, keepsStateInAddress, initialState: noState, onSignedOut }),
    [theme, navigation, keepsStateInAddress, onSignedOut],
  );
  return (
    <EmbeddingContext value={embedding}>
      {children}
      <Dialogs />
    </EmbeddingContext>
  );
}

/** Sets English at once and other languages when they are there. Returns a function that no longer sets one. */
function applyLanguage(language: Language, words = (texts: Messages) => texts): () => void {
  let isCurrent = true;
  if (language === 'en') setMessages('en', words(english));
  else {
    void onDemand(translations[language])().then(
      ({ default: texts }) => isCurrent && setMessages(language, words(texts)),
      () => isCurrent && setMessages('en', words(english)),
    );
  }
  return () => {
    isCurrent = false;
  };
}
