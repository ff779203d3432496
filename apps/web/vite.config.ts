import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { compression } from 'vite-plugin-compression2';
import { defineConfig } from 'vitest/config';
import { shells } from './shells.ts';

interface Modules {
  getModuleInfo(id: string): { readonly isEntry: boolean; readonly importers: readonly string[] } | null;
}

/** Whether a module is there from the beginning: it is the entry, or imported by what is there from the beginning. */
function isInitial(id: string, modules: Modules, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const info = modules.getModuleInfo(id);
  return info !== null && (info.isEntry || info.importers.some((importer) => isInitial(importer, modules, seen)));
}

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    shells(),
    compression({ algorithms: ['brotliCompress', 'gzip'], exclude: [/\.html$/] }),
  ],
  // What wouter asks a package of its own for, React has.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  // The content security policy allows no data: addresses, so nothing may be inlined as one.
  build: {
    assetsInlineLimit: 0,
    // In a folder that no application on the same address has: `/assets` is what everybody's is called.
    assetsDir: 'latchkey/assets',
    rolldownOptions: {
      output: {
        // What the first screen needs is one file: in several that others share it would be three kilobytes larger.
        codeSplitting: { groups: [{ name: (id, modules) => (isInitial(id, modules) ? 'page' : null) }] },
      },
    },
  },
  test: { include: ['src/**/*.test.ts'] },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
