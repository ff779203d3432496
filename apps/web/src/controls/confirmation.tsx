import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';

interface ConfirmationProps {
  readonly title: string;
  readonly description: string;
  readonly children?: ReactNode;
  readonly cancel: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A question before sessions end, which cannot be undone. Open for as long as it is rendered. */
export function Confirmation({ title, description, children, cancel, confirm, onConfirm, onClose }: ConfirmationProps) {
  return (
    <Modal role="alertdialog" title={title} description={description} onClose={onClose}>
      {children}
      <div className="dialog-actions pt-5">
        <Button onClick={onClose}>{cancel}</Button>
        <Button
          tone="ending"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {confirm}
        </Button>
      </div>
    </Modal>
  );
}
