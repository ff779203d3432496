import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type ServerResponse, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { forward } from '@latchkey/testing/http-forward';
import { listenOnFreePort } from '@latchkey/testing/port';
import { build } from 'vite';
import { installExample } from '../examples/installation.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** A page that a server has rendered, which the browser hydrates. */
const hydrated = `
import { LatchkeyProvider, ManageSessions } from '@latchkey/react';
import { createElement } from 'react';
export const page = createElement(LatchkeyProvider, null, createElement(ManageSessions));
`;
const hydration = `
import { hydrateRoot } from 'react-dom/client';
import '@latchkey/react/styles.css';
import { page } from './page.mjs';
hydrateRoot(document.getElementById('root'), page, {
  onRecoverableError: (error) => console.error(error),
});
`;
const rendering = `
import { renderToString } from 'react-dom/server';
import { page } from './page.mjs';
globalThis.fetch = () => { throw new Error('A server sends no request.'); };
console.log(renderToString(page));
`;

/** Parts of the page, and hooks, by the names in the query. A hook shows its data. */
const part = `
import * as latchkey from '@latchkey/react';
import '@latchkey/react/styles.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
const { LatchkeyProvider } = latchkey;
const query = new URLSearchParams(location.search);
const dataOf = (name) => () => createElement('output', { id: name }, JSON.stringify(latchkey[name]()));
const parts = query.getAll('name').map((name) => createElement(name.startsWith('use') ? dataOf(name) : latchkey[name], { key: name }));
window.signedOut = 0;
window.opened = [];
window.stepUps = [];
const configured = {
  language: 'de',
  theme: 'dark',
  words: (texts) => ({ ...texts, sessions: { ...texts.sessions, title: 'Meine Anmeldungen' } }),
  navigation: {
    hrefOf: (screen, state) => '/places/' + screen + '?' + state,
    open: (screen, state) => window.opened.push(screen + '?' + state),
  },
  onStepUp: async ({ purpose, prove }) => {
    window.stepUps.push(purpose);
    await prove(window.password);
    return true;
  },
};
const options = {
  ...(query.has('counted') && { onSignedOut: () => { window.signedOut += 1; } }),
  ...(query.has('configured') && configured),
  keepsStateInAddress: query.has('addressed'),
};
const fields = ['input', 'textarea', 'select', 'div'].map((name) =>
  createElement(name, { key: name, id: 'own-' + name, ...(name === 'div' && { contentEditable: true, suppressContentEditableWarning: true }) }),
);
const root = createRoot(document.getElementById('root'));
window.connectTo = (url) => root.render(createElement(LatchkeyProvider, { ...options, url }, ...parts, ...(query.has('fields') ? fields : [])));
window.connectTo('');
if (query.has('dialog')) {
  const dialog = document.createElement('dialog');
  document.body.append(dialog);
  dialog.append(document.getElementById('root'));
  dialog.showModal();
}
`;

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

/** As strict as a policy can be: no inline scripts or styles, and nothing from elsewhere. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'";

/** The first example of the package's README, as it stands. */
export function readmeExample(): string {
  const readme = readFileSync(join(root, 'packages/react/README.md'), 'utf8');
  return /```jsx\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
}

/**
 * Builds `examples/react` with the packed packages, and serves it with Latchkey behind it at `/api`, on one origin. `/hydrated`
 * is a page that the server has rendered, `/readme` the first example of README, and `/part?name=…` parts of the page and hooks alone.
 * With `counted`, `signedOut` of its window counts the calls of `onSignedOut`; with `addressed`, the hash of the address has the
 * state; with `configured`, the provider has all other options; with `fields`, the page has fields of its own; with `dialog`,
 * everything is in a dialog of its own. `connectTo` of its window changes the provider's `url`: Latchkey is at `/elsewhere` too.
 */
export async function startEmbeddingApplication(latchkey: string, tarballs: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-embedding-'));
  await installExample('react', folder, tarballs);
  writeFileSync(join(folder, 'page.mjs'), hydrated);
  writeFileSync(join(folder, 'readme.jsx'), readmeExample());
  writeFileSync(join(folder, 'hydration.mjs'), hydration);
  writeFileSync(join(folder, 'part.mjs'), part);
  writeFileSync(join(folder, 'rendering.mjs'), rendering);
  const { stdout: markup } = await run('node', ['rendering.mjs'], { cwd: folder });
  const shell = '<!doctype html><html lang="en"><title>Rendered</title><div id="root"></div>';
  writeFileSync(join(folder, 'hydrated.html'), `${shell}<script type="module" src="/hydration.mjs"></script></html>`);
  writeFileSync(join(folder, 'readme.html'), `${shell}<script type="module" src="/readme.jsx"></script></html>`);
  writeFileSync(join(folder, 'part.html'), `${shell}<script type="module" src="/part.mjs"></script></html>`);
  await build({
    root: folder,
    logLevel: 'error',
    build: {
      rolldownOptions: { input: ['index', 'hydrated', 'readme', 'part'].map((name) => join(folder, `${name}.html`)) },
    },
  });
  /** Answers with a page or a file of the build, or returns false where there is none. */
  const serve = (pathname: string, answer: ServerResponse): boolean => {
    const file = pathname === '/' ? '/index.html' : pathname.includes('.') ? pathname : `${pathname}.html`;
    const path = join(folder, 'dist', file);
    if (!existsSync(path)) return false;
    const content = readFileSync(path);
    answer.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    answer.setHeader('content-security-policy', policy);
    // React compares the markup with what it renders, so that there may be no space around it.
    const isRendered = pathname === '/hydrated';
    answer.end(isRendered ? String(content).replace('id="root">', `id="root">${markup.trim()}`) : content);
    return true;
  };
  const port = Number(new URL(latchkey).port);
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url ?? '/', 'http://localhost');
    asked.url = asked.url?.replace(/^\/elsewhere(?=\/api\/)/, '');
    if (/^(?:\/elsewhere)?\/api\//.test(pathname)) forward(asked, answer, { host: 'localhost', port });
    else if (!serve(pathname, answer)) answer.writeHead(404).end();
  });
  const origin = `http://localhost:${await listenOnFreePort(server, 'localhost')}`;
  const stop = () => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  };
  return { origin, markup, serve, stop };
}
