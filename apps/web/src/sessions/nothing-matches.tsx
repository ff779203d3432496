import { sentences } from '../sentences.ts';

/** There are sessions, but none that is searched for. */
export function NothingMatches() {
  const { none, noneHint } = sentences.order;
  return (
    <p className="card px-6 py-12 text-center font-medium">
      {none} <span className="block font-normal text-muted">{noneHint}</span>
    </p>
  );
}
