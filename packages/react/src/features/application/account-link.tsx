import { messages } from '../../i18n/messages.ts';
import { atApplication, useApplication } from './application.ts';

/** Leads to the user's account at the application, where the password is. Nothing where the page knows no such address. */
export function AccountLink() {
  const application = useApplication();
  if (application === null || application.accountUrl === null) return null;
  return (
    <a
      href={application.accountUrl}
      className="button border border-edge bg-surface text-ink hover:border-accent hover:bg-accent-faint"
    >
      {messages.application.account(atApplication(application))}
    </a>
  );
}
