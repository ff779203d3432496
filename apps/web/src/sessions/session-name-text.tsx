import type { NamedDevice } from './listed-session.ts';
import { isGivenName, sessionName } from './session-name.ts';

/** What a session is called. A given name is in quotes and on one line, and whole where it is pointed at. */
export function SessionName({ session }: { readonly session: NamedDevice }) {
  const name = sessionName(session);
  return isGivenName(session) ? (
    <bdi className="given-name" title={name}>
      <span className="truncate">{name}</span>
    </bdi>
  ) : (
    <bdi>{name}</bdi>
  );
}
