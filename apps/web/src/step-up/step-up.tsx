import { StepUpDialog } from './step-up-dialog.tsx';
import { useProofAsked } from './use-proof-asked.ts';

/** The one place from which a proof of identity is asked for. */
export function StepUp() {
  return useProofAsked() && <StepUpDialog />;
}
