import { LogoutButton } from '@latchkey/react/features/sessions/end-session/logout-button.tsx';
import { ManageSessions } from '@latchkey/react/components/manage-sessions.tsx';
import { useAlerts } from '@latchkey/react/features/sign-in-alerts/alerts-query.ts';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { Heading, Screen } from '../../layout/screen.tsx';

/** The screen with the sessions of the account. */
export function SessionsScreen() {
  const alerts = useAlerts();
  const { title } = messages.sessions;
  return (
    <Screen title={title} questions={alerts.data?.length ?? 0} actions={<LogoutButton />}>
      <div className="page-wide">
        <ManageSessions isWide heading={<Heading>{title}</Heading>} />
      </div>
    </Screen>
  );
}
