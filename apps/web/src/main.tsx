import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { loadLanguage } from './layout/document-language.ts';
import { ErrorBoundary } from './layout/error-boundary.tsx';
import { reloadWhenRestored } from './layout/restored-page.ts';
import { loadScreenAt } from './screens.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

reloadWhenRestored();

/** Without a top-level await, because the screen's script imports this one and would wait for it. */
void Promise.all([loadLanguage(), loadScreenAt(window.location.pathname)]).then(() =>
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  ),
);
