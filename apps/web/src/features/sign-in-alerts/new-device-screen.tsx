import { useQuery } from '@tanstack/react-query';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { linkApi } from '../mail-links/link-api.tsx';
import { LinkCard, LinkScreen, LinkUnusable, SessionsLink } from '../mail-links/link-screen.tsx';
import { LinkedAlerts } from './linked-alerts.tsx';

/** The screen of a sign-in mail's link: what signed in, and whether it was the user. */
export default function NewDeviceScreen() {
  return <LinkScreen title={messages.newDevice.title}>{(link) => <LinkedAlert link={link} />}</LinkScreen>;
}

interface LinkedAlertProps {
  readonly link: string;
}

function LinkedAlert({ link }: LinkedAlertProps) {
  const linked = useLinkedAlert(link);
  const { title, unusable } = messages.newDevice;
  const instead = (
    <LinkUnusable reasons={unusable.reasons}>
      <p className="mt-3 text-pretty">{unusable.advice}</p>
      <SessionsLink />
    </LinkUnusable>
  );
  return (
    <LinkCard title={title} linked={linked} unusable={instead}>
      {(about) => <LinkedAlerts link={link} {...about} />}
    </LinkCard>
  );
}

/** The alerts that a mail's link is about. Loaded once, because the link is invalid after an answer. */
function useLinkedAlert(link: string) {
  return useQuery({
    queryKey: ['linked-alert', link],
    queryFn: ({ signal }) => linkApi.alert.readByLink.mutate({ link }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
}
