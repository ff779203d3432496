import { lazy, Suspense } from 'react';
import { useStepUpRequested } from '../../api/step-up.ts';
import { onDemand } from '../../api/on-demand.ts';

const StepUpDialog = lazy(onDemand(() => import('./step-up-dialog.tsx')));

/** Shows the step-up dialog when a request needs one. */
export function StepUp() {
  return (
    useStepUpRequested() && (
      <Suspense>
        <StepUpDialog />
      </Suspense>
    )
  );
}
