import type { SessionView } from '../../../api/outputs.ts';
import { messages } from '../../../i18n/messages.ts';
import { AccountLink } from '../../application/account-link.tsx';
import { atApplication, useApplication } from '../../application/application.ts';
import { ChangePassword } from '../../account/change-password.tsx';
import { RevokeOthersButton } from '../end-session/revoke-others-button.tsx';

interface SomethingWrongProps {
  readonly others: readonly SessionView[];
}

/** What to do about a device that is not one's own: the two steps that end every other session. */
export function SomethingWrong({ others }: SomethingWrongProps) {
  const { somethingWrong, somethingWrongLead } = messages.deviceList;
  const application = useApplication();
  return (
    <section aria-labelledby="latchkey-wrong" className="screen-only card rail-card">
      <h2 id="latchkey-wrong" tabIndex={-1} className="rail-title outline-none">
        {somethingWrong}
      </h2>
      <p className="text-sm text-muted text-pretty">
        {application ? messages.application.somethingWrongLead(atApplication(application)) : somethingWrongLead}
      </p>
      <div className="rail-actions">
        {application ? <AccountLink /> : <ChangePassword />}
        {others.length > 0 && <RevokeOthersButton sessions={others} />}
      </div>
    </section>
  );
}
