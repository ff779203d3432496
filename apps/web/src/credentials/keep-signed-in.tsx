import { useId } from 'react';
import { sentences } from '../sentences.ts';

interface KeepSignedInProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** The choice that a session outlives the browser's closing. Off at first: who wants it, says so. */
export function KeepSignedIn({ checked, onChange }: KeepSignedInProps) {
  const hintId = useId();
  const { keepSignedIn, keepSignedInHint } = sentences.credentials;
  return (
    <div className="-my-2">
      <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sm font-medium">
        <input
          type="checkbox"
          name="stayLoggedIn"
          aria-describedby={hintId}
          checked={checked}
          onChange={({ target }) => onChange(target.checked)}
          className="size-5 shrink-0 accent-accent"
        />
        <span>{keepSignedIn}</span>
      </label>
      <p id={hintId} className="-mt-2 mb-2 ps-8 text-sm text-muted">
        {keepSignedInHint}
      </p>
    </div>
  );
}
