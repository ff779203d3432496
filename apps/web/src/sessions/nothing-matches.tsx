import { sentences } from '../sentences.ts';

/** There are sessions, but none that is searched for. */
export function NothingMatches() {
  const { none, noneHint } = sentences.order;
  return (
    <div className="card px-6 py-12 text-center">
      <p className="font-medium">{none}</p>
      <p className="text-muted">{noneHint}</p>
    </div>
  );
}
