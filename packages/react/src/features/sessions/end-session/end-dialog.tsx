import { lazy } from 'react';
import { DialogBoundary } from '../../../ui/loading-failed.tsx';
import { closeEndDialog, useEndDialog } from './end-request.ts';
import { onDemand, preloadOnApproach } from '../../../api/on-demand.ts';

const content = onDemand(() => import('./end-dialog-content.tsx'));
const EndDialogContent = lazy(content);

/** For the buttons that open the dialog. */
export const approachEndDialog = preloadOnApproach(content);

/** Shows the dialog that ends sessions. Beside the screens, so that it stays when the row that opened it leaves the list. */
export function EndDialog() {
  const dialog = useEndDialog();
  return (
    dialog && (
      <DialogBoundary onClose={closeEndDialog}>
        <EndDialogContent dialog={dialog} />
      </DialogBoundary>
    )
  );
}
