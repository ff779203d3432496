import { lazy } from 'react';
import { answerStepUp, useStepUpRequested } from '../../api/step-up.ts';
import { DialogBoundary } from '../../ui/loading-failed.tsx';
import { onDemand } from '../../api/on-demand.ts';

const StepUpDialog = lazy(onDemand(() => import('./step-up-dialog.tsx')));

const cancel = () => answerStepUp(false);

/** Shows the step-up dialog when a request needs one. */
export function StepUp() {
  return (
    useStepUpRequested() && (
      <DialogBoundary onClose={cancel}>
        <StepUpDialog />
      </DialogBoundary>
    )
  );
}
