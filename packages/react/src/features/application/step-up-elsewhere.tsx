import { useMutation } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { answerStepUp } from '../../api/step-up.ts';
import { messages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import { atApplication, useApplication } from './application.ts';
import { leaveForStepUp } from './pending-step-up.ts';

type Application = NonNullable<ReturnType<typeof useApplication>>;

const close = () => answerStepUp(false);

interface StepUpElsewhereProps {
  readonly application: Application;
}

/** Says in a question what happens instead of asking for a password, or that nothing can. */
export function StepUpHint({ application }: StepUpElsewhereProps) {
  const { confirmHint, cannotConfirm } = messages.application;
  const at = atApplication(application);
  return application.canStepUp ? (
    <p className="text-sm text-muted text-pretty">{confirmHint(at)}</p>
  ) : (
    <Notice tone="calm">{cannotConfirm(at)}</Notice>
  );
}

/** The step-up dialog for requests without a question of their own. They are cancelled: the user repeats them when back. */
export function StepUpElsewhereDialog({ application }: StepUpElsewhereProps) {
  const { mutate, isPending, error } = useMutation(
    { mutationFn: () => leaveForStepUp({ kind: 'other', ids: [], isUnknown: false }) },
    queries,
  );
  const { confirm, confirmHint, cannotConfirm } = messages.application;
  const at = atApplication(application);
  const { canStepUp } = application;
  return (
    <Modal
      title={messages.stepUp.question}
      description={canStepUp ? confirmHint(at) : cannotConfirm(at)}
      onClose={close}
    >
      {error && (
        <Notice tone="problem" className="mt-5">
          {explainError(error)}
        </Notice>
      )}
      <div className="dialog-actions pt-5">
        <Button onClick={close}>{canStepUp ? messages.cancel : messages.ending.close}</Button>
        {canStepUp && (
          <Button tone="primary" pending={isPending} onClick={() => mutate()}>
            {confirm(at)}
          </Button>
        )}
      </div>
    </Modal>
  );
}
