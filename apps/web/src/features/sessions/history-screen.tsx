import { HistoryPart } from '@latchkey/react/components/history-part.tsx';
import { LogoutButton } from '@latchkey/react/features/sessions/end-session/logout-button.tsx';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { Link } from 'wouter';
import { routes } from '../../layout/routes.ts';
import { Heading, Screen } from '../../layout/screen.tsx';

/** The screen with the events of the account. */
export function HistoryScreen() {
  const { title, back } = messages.history;
  return (
    <Screen title={title} actions={<LogoutButton />}>
      <div className="mx-auto w-full max-w-3xl px-4 pt-6 pb-16 sm:px-6 sm:pt-12 min-[68.75rem]:max-w-4xl">
        <Link href={routes.sessions} className="screen-only link -mt-3 mb-2 inline-flex min-h-11 items-center">
          {back}
        </Link>
        <HistoryPart heading={<Heading>{title}</Heading>} />
      </div>
    </Screen>
  );
}
