import { messages } from '../../i18n/messages.ts';
import { Modal } from '../../ui/modal.tsx';
import { NewPasswordForm } from './new-password-form.tsx';

interface ChangePasswordDialogProps {
  readonly onClose: () => void;
}

/** Changes the password in one form. */
export default function ChangePasswordDialog({ onClose }: ChangePasswordDialogProps) {
  const { question, consequence } = messages.changePassword;
  return (
    <Modal title={question} description={consequence} onClose={onClose}>
      <NewPasswordForm cancel={messages.cancel} onClose={onClose} />
    </Modal>
  );
}
