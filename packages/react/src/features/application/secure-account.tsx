import { messages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AccountLink } from './account-link.tsx';
import { atApplication, type useApplication } from './application.ts';

interface SecureAccountProps {
  readonly application: NonNullable<ReturnType<typeof useApplication>>;
  /** What was ended. */
  readonly done: string;
  readonly onClose: () => void;
}

/** After a device was ended that the user does not recognise: says what to do at the application, and leads there. */
export function SecureAccount({ application, done, onClose }: SecureAccountProps) {
  const { secure, advice } = messages.application;
  return (
    <Modal role="alertdialog" title={secure} description={advice(atApplication(application))} onClose={onClose}>
      <Notice tone="calm" className="mt-5">
        {done}
      </Notice>
      <div className="dialog-actions pt-5">
        <Button onClick={onClose}>{messages.ending.close}</Button>
        <AccountLink />
      </div>
    </Modal>
  );
}
