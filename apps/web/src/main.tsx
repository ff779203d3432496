import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { CrashGuard } from './screen/crash-guard.tsx';
import { reloadWhenRestored } from './screen/restored-page.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

reloadWhenRestored();

createRoot(root).render(
  <StrictMode>
    <CrashGuard>
      <App />
    </CrashGuard>
  </StrictMode>,
);
