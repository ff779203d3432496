import type { NamedDevice } from './listed-session.ts';
import { isSelfNamed, sessionName } from './session-name.ts';

/** What a session is called. What a program says of itself is in quotes and on one line, and whole where it is pointed at. */
export function SessionName({ session }: { readonly session: NamedDevice }) {
  const name = sessionName(session);
  return isSelfNamed(session) ? (
    <bdi className="self-name" title={name}>
      <span className="truncate">{name}</span>
    </bdi>
  ) : (
    <bdi>{name}</bdi>
  );
}
