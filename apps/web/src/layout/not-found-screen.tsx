import { Link } from 'wouter';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { routes } from './routes.ts';
import { Heading, Screen } from './screen.tsx';

export default function NotFoundScreen() {
  const { title, lead, home } = messages.notFound;
  return (
    <Screen title={title}>
      <div className="flex flex-col items-center gap-3 px-5 py-20 text-center">
        <Heading>{title}</Heading>
        <p className="text-muted">{lead}</p>
        <Link href={routes.home} className="link mt-3 inline-flex min-h-11 items-center">
          {home}
        </Link>
      </div>
    </Screen>
  );
}
