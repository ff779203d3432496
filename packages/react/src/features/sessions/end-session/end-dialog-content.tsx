import { useNow } from '../../../api/server-clock.ts';
import { messages } from '../../../i18n/messages.ts';
import { Modal } from '../../../ui/modal.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useApplication } from '../../application/application.ts';
import { SecureAccount } from '../../application/secure-account.tsx';
import { NewPasswordForm } from '../../account/new-password-form.tsx';
import { EndQuestion } from './end-question.tsx';
import { type EndDialog, closeEndDialog, closeIfShown } from './end-request.ts';
import { questionOf } from './end-request-text.ts';

interface EndDialogContentProps {
  readonly dialog: EndDialog;
}

/** The dialog: the question with the password, or after the end the form for a new password, in the same place. */
export default function EndDialogContent({ dialog }: EndDialogContentProps) {
  const now = useNow();
  const application = useApplication();
  if (dialog.step === 'question') {
    const { title, consequence } = questionOf(dialog.ending, application !== null);
    return (
      <Modal role="alertdialog" title={title} description={consequence} onClose={closeEndDialog}>
        <EndQuestion ending={dialog.ending} isUnknown={dialog.isUnknown} now={now} />
      </Modal>
    );
  }
  if (application) return <SecureAccount application={application} done={dialog.done} onClose={closeEndDialog} />;
  const { question } = messages.changePassword;
  const { advice, later } = messages.alerts.denied;
  return (
    <Modal role="alertdialog" title={question} description={advice} onClose={closeEndDialog}>
      <Notice tone="calm" className="mt-5">
        {dialog.done}
      </Notice>
      <NewPasswordForm cancel={later} onClose={() => closeIfShown(dialog)} />
    </Modal>
  );
}
