import { lazy, Suspense } from 'react';
import type { EndingDialogProps } from './ending-dialog.tsx';

const EndingDialog = lazy(() => import('./ending-dialog.tsx'));

/** The dialog, which comes when it is wanted. */
export function EndingQuestion(props: EndingDialogProps) {
  return (
    <Suspense>
      <EndingDialog {...props} />
    </Suspense>
  );
}
