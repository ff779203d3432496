import { useState } from 'react';
import { FormDialog } from '../controls/form-dialog.tsx';
import { Field } from '../credentials/field.tsx';
import { sentences } from '../sentences.ts';
import type { ListedSession } from './listed-session.ts';
import { nameInSentence } from './session-name.ts';

interface RenameDialogProps {
  readonly session: ListedSession;
  readonly onRename: (name: string | null) => void;
  readonly onClose: () => void;
}

/** As the server counts them. */
const maxLength = 60;

export function RenameDialog({ session, onRename, onClose }: RenameDialogProps) {
  const before = session.ownersName;
  const [text, setText] = useState(before ?? '');
  const words = sentences.rename;

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
        name="deviceName"
        autoComplete="off"
        maxLength={maxLength}
        value={text}
        onChange={({ target }) => setText(target.value)}
        hint={words.nameRule}
      />
    </FormDialog>
  );
}
