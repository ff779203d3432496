import { lazy, Suspense } from 'react';
import { useProofAsked } from './use-proof-asked.ts';

const StepUpDialog = lazy(() => import('./step-up-dialog.tsx'));

/** The one place from which a proof of identity is asked for. */
export function StepUp() {
  return (
    useProofAsked() && (
      <Suspense>
        <StepUpDialog />
      </Suspense>
    )
  );
}
