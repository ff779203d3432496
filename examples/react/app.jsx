// An application with a design of its own, whose settings show the sessions of the user.
import { LatchkeyProvider, ManageSessions, useLatchkey, useUser } from '@latchkey/react';
import '@latchkey/react/styles.css';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './app.css';

function Settings() {
  const { user } = useUser();
  if (user === undefined) return <p>Loading</p>;
  if (user === null) return <SignIn />;
  return (
    <main>
      <h1>Settings of {user.email}</h1>
      <button type="button">Export invoices</button>
      <ManageSessions />
    </main>
  );
}

/** @param {FormData} form @param {string} name */
function fieldOf(form, name) {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** An application with a sign-in of its own leads to it here. */
function SignIn() {
  const latchkey = useLatchkey();
  const { reload } = useUser();
  const [problem, setProblem] = useState('');
  /** @param {FormData} form */
  const signIn = (form) =>
    latchkey()
      .signIn({ email: fieldOf(form, 'email'), password: fieldOf(form, 'password'), rememberMe: true })
      .then(reload, ({ message }) => setProblem(message));
  return (
    <form action={signIn}>
      <input name="email" type="email" aria-label="E-mail" />
      <input name="password" type="password" aria-label="Password" />
      <button>Continue</button>
      <p role="alert">{problem}</p>
    </form>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <LatchkeyProvider theme="light">
      <Settings />
    </LatchkeyProvider>
  </StrictMode>,
);
