import { connect } from '@latchkey/react/api/latchkey.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { App } from './app.tsx';
import { basePath } from './layout/base-path.ts';
import { loadLanguage } from './layout/document-language.ts';
import { ErrorBoundary } from './layout/error-boundary.tsx';
import { reloadWhenRestored } from './layout/restored-page.ts';
import { loadScreenAt } from './screens.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

connect(basePath);
reloadWhenRestored();

/** Without a top-level await, because the screen's script imports this one and would wait for it. */
void Promise.all([loadLanguage(), loadScreenAt(window.location.pathname.slice(basePath.length))]).then(() =>
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <Router base={basePath}>
          <App />
        </Router>
      </ErrorBoundary>
    </StrictMode>,
  ),
);
