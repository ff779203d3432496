import { Link } from 'wouter';
import { addresses } from '../addresses.ts';
import { sentences } from '../sentences.ts';
import { Heading } from './heading.tsx';
import { Screen } from './screen.tsx';

export default function NothingHereScreen() {
  const { title, lead, home } = sentences.nothingHere;
  return (
    <Screen title={title}>
      <div className="flex flex-col items-center gap-3 px-5 py-20 text-center">
        <Heading>{title}</Heading>
        <p className="text-muted">{lead}</p>
        <Link href={addresses.home} className="link mt-3 inline-flex min-h-11 items-center">
          {home}
        </Link>
      </div>
    </Screen>
  );
}
