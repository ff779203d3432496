import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { compression } from 'vite-plugin-compression2';
import { defineConfig } from 'vitest/config';
import { isNeededBy } from '../../packages/react/build/needed-by.ts';
import { shells } from './shells.ts';

/** Files by the module that needs all of theirs. A module goes in the first that matches, others get a file for each import(). */
const files: readonly { readonly name: string; readonly isRoot: (id: string, isEntry: boolean) => boolean }[] = [
  { name: 'page', isRoot: (_, isEntry) => isEntry },
  { name: 'sessions', isRoot: (id) => id.endsWith('/sessions-screen.tsx') },
  { name: 'history', isRoot: (id) => id.endsWith('/history-screen.tsx') },
];

/** The icons of the first screen. */
const firstIcons = [
  'chevron-down',
  'circle-check',
  'circle-exclamation-point',
  'eye',
  'eye-off',
  'info',
  'key-round',
  'languages',
  'loader-circle',
  'x',
];

/**
 * What the first screen does not use of two packages that it imports by their index, which would take it along: what only tRPC's
 * hooks use of TanStack Query, and the other icons.
 */
const usedLater = new RegExp(
  [
    String.raw`@tanstack/.+/(?:queriesObserver|infiniteQueryObserver|useInfiniteQuery|useQueries|useSuspense\w*|usePrefetch\w*)\.js$`,
    String.raw`lucide-react/.+/icons/(?!(?:${firstIcons.join('|')})\.mjs$)`,
  ].join('|'),
);

export default defineConfig({
  // Files name each other relative to themselves, so that one build serves every base path. `shells.ts` has those in the HTML.
  base: './',
  plugins: [
    react(),
    tailwindcss(),
    shells(),
    compression({ algorithms: ['brotliCompress', 'gzip'], exclude: [/\.html$/] }),
  ],
  // React has the hook for which wouter imports this package.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  // The content security policy allows no `data:` URLs, so that nothing may be inlined as one.
  build: {
    assetsInlineLimit: 0,
    // A folder name that no application on the same origin uses, unlike `/assets`.
    assetsDir: 'latchkey/assets',
    rolldownOptions: {
      output: {
        entryFileNames: 'latchkey/assets/page-[hash].js',
        // One file for all that the first screen needs: several shared ones would be three kilobytes larger.
        codeSplitting: {
          groups: files.map(({ name, isRoot }, index) => ({
            name: (id, modules) => (!usedLater.test(id) && isNeededBy(isRoot, id, modules) ? name : null),
            // The first has the highest, and none is 0, with which no order would hold.
            priority: files.length - index,
          })),
        },
      },
    },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['../../packages/react/test/english.ts'] },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
