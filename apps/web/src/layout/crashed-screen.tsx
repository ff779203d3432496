import { Button } from '@latchkey/react/ui/button.tsx';
import { reloadPage } from '@latchkey/react/ui/loading-failed.tsx';
import { messages } from '@latchkey/react/i18n/messages.ts';

/** In place of the page after an error that is not one of a part. */
export function CrashedScreen() {
  const { title, lead, reload } = messages.crashed;
  return (
    <main className="m-auto flex max-w-prose flex-col items-center gap-3 p-6 text-center">
      <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
      <p className="text-muted text-pretty">{lead}</p>
      <Button tone="primary" className="mt-3" onClick={reloadPage}>
        {reload}
      </Button>
    </main>
  );
}
