import { Root } from '../embedding/root.tsx';
import { StepUp } from '../features/auth/step-up.tsx';
import { EndDialog } from '../features/sessions/end-session/end-dialog.tsx';
import { useHasMessages } from '../i18n/language.ts';
import { Toaster } from '../ui/toasts.tsx';

/** The dialogs and messages of all parts, once in a document. */
export function Dialogs() {
  if (!useHasMessages()) return null;
  return (
    <Root>
      <StepUp />
      <EndDialog />
      <Toaster />
    </Root>
  );
}
