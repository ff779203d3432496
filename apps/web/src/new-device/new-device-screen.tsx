import { failureOf } from '../api/refusal.ts';
import { LoadingFailed } from '../failures/loading-failed.tsx';
import { useLinkSecret } from '../mail-links/link-secret.ts';
import { Heading } from '../screen/heading.tsx';
import { Screen } from '../screen/screen.tsx';
import { sentences } from '../sentences.ts';
import { LinkedQuestions } from './linked-questions.tsx';
import { LinkUnusable } from './link-unusable.tsx';
import { NewDeviceSkeleton } from './new-device-skeleton.tsx';
import { useLinkedAlert } from './use-linked-alert.ts';

/** Where the link in a mail leads: what signed in, and the question whether it was you. Opening it changes nothing. */
export default function NewDeviceScreen() {
  const [link] = useLinkSecret();
  return (
    <Screen title={sentences.newDevice.title}>
      <div className="mx-auto w-full max-w-xl px-4 pt-6 pb-16 sm:pt-12">
        <LinkedAlert key={link} link={link} />
      </div>
    </Screen>
  );
}

function LinkedAlert({ link }: { readonly link: string }) {
  const linked = useLinkedAlert(link);
  const { title, failed } = sentences.newDevice;
  if (linked.data) return <LinkedQuestions link={link} {...linked.data} />;
  if (linked.isPending) return <NewDeviceSkeleton />;
  if (failureOf(linked.error) === 'alert_link_unusable') return <LinkUnusable />;
  return (
    <>
      <div className="mb-6">
        <Heading>{title}</Heading>
      </div>
      <LoadingFailed title={failed} error={linked.error} pending={linked.isFetching} retry={linked.refetch} />
    </>
  );
}
