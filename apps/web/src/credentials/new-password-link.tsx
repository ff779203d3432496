import { useState } from 'react';
import { addresses } from '../addresses.ts';
import { sentences } from '../sentences.ts';

/** Keeps in the address what is to follow the sign-in, and takes the focus to where that begins. */
export function NewPasswordLink() {
  const [isFollowed, setFollowed] = useState(() => window.location.hash === addresses.newPassword);
  const follow = () => {
    setFollowed(true);
    document.querySelector<HTMLInputElement>('input[name=email]')?.focus();
  };
  return (
    <p className="mt-1 -mb-2 text-sm">
      {isFollowed ? (
        <output className="mt-1 block font-medium text-accent-text">{sentences.newPasswordNext}</output>
      ) : (
        <a href={addresses.newPassword} className="link inline-flex min-h-11 items-center" onClick={follow}>
          {sentences.chooseNewPassword}
        </a>
      )}
    </p>
  );
}
