import { useMutation } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { latchkey } from '../../../api/latchkey.ts';
import type { SessionView } from '../../../api/outputs.ts';
import { queries } from '../../../api/queries.ts';
import { messages } from '../../../i18n/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { toastError } from '../../../ui/explain-error.ts';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form.tsx';
import { showToast } from '../../../ui/toasts.tsx';
import { labelInSentence, nameInSentence } from '../../devices/session-name.tsx';
import { reloadList } from '../live/live-sessions.ts';

interface RenameButtonProps {
  readonly session: SessionView;
  readonly uniqueName: string;
}

export function RenameButton({ session, uniqueName }: RenameButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const rename = useRename(session);
  return (
    <>
      <Button aria-label={messages.rename.of(uniqueName)} onClick={() => setOpen(true)}>
        <span className="inline-flex items-center gap-2">
          <Pencil aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
          <span>{messages.deviceList.rename}</span>
        </span>
      </Button>
      {isOpen && <RenameDialog session={session} onRename={rename} onClose={() => setOpen(false)} />}
    </>
  );
}

interface RenameDialogProps {
  readonly session: SessionView;
  readonly onRename: (name: string | null) => void;
  readonly onClose: () => void;
}

/** In characters, as on the server. */
const maxLength = 60;

function RenameDialog({ session, onRename, onClose }: RenameDialogProps) {
  const before = session.label;
  const [text, setText] = useState(before ?? '');
  const words = messages.rename;

  const submit = () => {
    const name = text.trim() || null;
    if (name !== before) onRename(name);
    onClose();
  };

  return (
    <FormDialog
      title={words.of(nameInSentence(session))}
      description={words.hint}
      submit={words.submit}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={words.name}
        name="label"
        autoComplete="off"
        maxLength={maxLength}
        value={text}
        onChange={({ target }) => setText(target.value)}
        hint={words.nameRule}
      />
    </FormDialog>
  );
}

/** Long enough to reach the undo button with a keyboard or a screen reader. In milliseconds. */
const undoable = 20_000;

/** Sets or removes the label of a device. The name shows at once, and no longer where the server answers with an error. */
function useRename(session: SessionView) {
  const { deviceId, label } = session;
  const words = messages.rename;

  const { mutate } = useMutation(
    {
      // It shows the name until the answer, also if the list reports the former one meanwhile.
      mutationFn: (name: string | null) => latchkey().devices.rename(deviceId, name),
      onMutate: () => ({ label, name: nameInSentence(session) }),
      onSuccess(_done, name, { label: former, name: formerName }) {
        showToast({
          id: `rename-${deviceId}`,
          tone: 'done',
          text: name === null ? words.removed(formerName) : words.done(labelInSentence(name)),
          duration: undoable,
          action: { label: words.undo, act: () => mutate(former) },
        });
      },
      onError: (error, _name, before) => toastError(words.failed(before?.name ?? nameInSentence(session)), error),
      onSettled: reloadList,
    },
    queries,
  );

  return mutate;
}
