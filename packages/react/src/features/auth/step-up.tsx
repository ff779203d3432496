import { lazy, Suspense } from 'react';
import { useStepUpRequested } from '../../api/step-up.ts';

const StepUpDialog = lazy(() => import('./step-up-dialog.tsx'));

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
