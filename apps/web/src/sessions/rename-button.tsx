import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { sentences } from '../sentences.ts';
import type { ListedSession } from './listed-session.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { sessionName } from './session-name.ts';
import { useRename } from './use-rename.ts';

interface RenameButtonProps {
  readonly session: ListedSession;
}

export function RenameButton({ session }: RenameButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const rename = useRename(session);
  return (
    <>
      <button
        type="button"
        aria-label={sentences.rename.of(sessionName(session))}
        onClick={() => setOpen(true)}
        className="pencil"
      >
        <Pencil aria-hidden size={16} strokeWidth={1.75} />
      </button>
      {isOpen && <RenameDialog session={session} onRename={rename} onClose={() => setOpen(false)} />}
    </>
  );
}
