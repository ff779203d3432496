import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { sentences } from '../sentences.ts';
import type { ListedSession } from './listed-session.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { useRename } from './use-rename.ts';

interface RenameButtonProps {
  readonly session: ListedSession;
  readonly label: string;
}

export function RenameButton({ session, label }: RenameButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const rename = useRename(session);
  return (
    <>
      <button type="button" aria-label={sentences.rename.of(label)} onClick={() => setOpen(true)} className="pencil">
        <Pencil aria-hidden size={16} strokeWidth={1.75} />
      </button>
      {isOpen && <RenameDialog session={session} onRename={rename} onClose={() => setOpen(false)} />}
    </>
  );
}
