import { Button } from '../controls/button.tsx';
import { sentences } from '../sentences.ts';
import { useLogout } from '../visitor/use-logout.ts';

interface LogoutButtonProps {
  /** The name of this device, where the button stands beside it. */
  readonly device?: string;
}

/** Ends this browser's own session. It asks nothing: who leaves knows that they leave. */
export function LogoutButton({ device }: LogoutButtonProps) {
  const { mutate, isPending } = useLogout();
  const { action, of, pending, pendingOf } = sentences.logout;
  const label = isPending ? (device ? pendingOf(device) : pending) : device && of(device);
  return (
    <Button pending={isPending} onClick={() => mutate()} aria-label={label}>
      {action}
    </Button>
  );
}
