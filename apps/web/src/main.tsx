import { connect } from '@latchkey/react/api/latchkey.ts';
import { ErrorBoundary } from '@latchkey/react/ui/loading-failed.tsx';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { App } from './app.tsx';
import { basePath } from './layout/base-path.ts';
import { loadLanguage } from './layout/document-language.ts';
import { CrashedScreen } from './layout/crashed-screen.tsx';
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
      <ErrorBoundary fallback={<CrashedScreen />}>
        <Router base={basePath}>
          <App />
        </Router>
      </ErrorBoundary>
    </StrictMode>,
  ),
);
