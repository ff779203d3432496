import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { type Embedding, EmbeddingContext, type ScreenName, useEmbedding } from '../embedding/embedding.ts';
import { ScreenLink } from '../embedding/screen-link.tsx';
import { SessionsOverview } from '../features/sessions/overview/sessions-overview.tsx';
import { useLanguage } from '../i18n/language.ts';
import { messages } from '../i18n/messages.ts';
import { PartHeading } from './part-heading.tsx';
import { Part } from './part.tsx';
import { onDemand } from '../api/on-demand.ts';

const loadHistory = onDemand(() => import('../features/history/history-overview.tsx'));
const HistoryOverview = lazy(async () => ({ default: (await loadHistory()).HistoryOverview }));

interface ManageSessionsProps {
  /** In place of the heading. */
  readonly heading?: ReactNode;
  /** Whether wide windows have a second column beside the list. */
  readonly isWide?: boolean;
}

interface OpenScreen {
  readonly screen: ScreenName;
  readonly state: URLSearchParams;
}

const first: OpenScreen = { screen: 'sessions', state: new URLSearchParams() };

/**
 * All that a user sees of their sessions: alerts, list, recent events, locations and the security of the account. Shows the
 * history in its own place where the provider has no `navigation`.
 */
export function ManageSessions({ heading, isWide = false }: ManageSessionsProps) {
  useLanguage();
  const embedding = useEmbedding();
  const [open, setOpen] = useState(first);
  const { screen, state } = open;
  const own = useMemo(
    (): Embedding => ({
      ...embedding,
      initialState: state,
      // Where this component switches the screens, the address has the state of the list.
      keepsStateInAddress: embedding.keepsStateInAddress && (embedding.navigation !== null || screen === 'sessions'),
      navigation: embedding.navigation ?? {
        hrefOf: () => null,
        open: (nextScreen, nextState) => setOpen({ screen: nextScreen, state: nextState }),
      },
    }),
    [embedding, screen, state],
  );
  return (
    <EmbeddingContext value={own}>
      <Part>
        {screen === 'sessions' ? (
          <Sessions heading={heading} isWide={isWide} isBack={open !== first} />
        ) : (
          <HistoryWithWayBack />
        )}
      </Part>
    </EmbeddingContext>
  );
}

interface SessionsProps extends ManageSessionsProps {
  /** Whether the link back from the history had the focus. */
  readonly isBack: boolean;
}

function Sessions({ heading, isWide = false, isBack }: SessionsProps) {
  const title =
    heading === undefined ? <PartHeading isFocused={isBack}>{messages.sessions.title}</PartHeading> : heading;
  return <SessionsOverview heading={title} isWide={isWide} />;
}

function HistoryWithWayBack() {
  return (
    <Suspense>
      <ScreenLink screen="sessions" className="screen-only link mb-2 inline-flex min-h-11 items-center">
        {messages.history.back}
      </ScreenLink>
      <HistoryOverview heading={<PartHeading isFocused>{messages.history.title}</PartHeading>} />
    </Suspense>
  );
}
