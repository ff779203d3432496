import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

interface ConfirmationProps {
  /** The button that asks for it. */
  readonly trigger: ReactNode;
  readonly title: string;
  readonly description: string;
  readonly children?: ReactNode;
  readonly cancel: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
}

/** A question before something that cannot be undone. */
export function Confirmation({ trigger, title, description, children, cancel, confirm, onConfirm }: ConfirmationProps) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="veil" />
        <AlertDialog.Content className="dialog">
          <AlertDialog.Title className="text-xl font-semibold tracking-tight text-balance wrap-anywhere">
            {title}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-muted text-pretty">{description}</AlertDialog.Description>
          {children}
          <div className="dialog-actions pt-5">
            <AlertDialog.Cancel asChild>
              <Button>{cancel}</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button tone="primary" onClick={onConfirm}>
                {confirm}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
