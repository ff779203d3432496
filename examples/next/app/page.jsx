import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { latchkey } from '../latchkey.js';

export default async function Invoices() {
  const session = await latchkey.authenticate({ headers: await headers() });
  if (!session) redirect('/login');
  return (
    <form method="post" action="/logout">
      <h1>{`Invoices of ${session.email}`}</h1> <title>Invoices</title>
      <a href="/account/sessions">Your devices</a> <button>Sign out</button>
    </form>
  );
}
