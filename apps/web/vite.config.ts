import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { compression } from 'vite-plugin-compression2';
import { defineConfig } from 'vitest/config';
import { shells } from './shells.ts';

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    shells(),
    compression({ algorithms: ['brotliCompress', 'gzip'], exclude: [/\.html$/] }),
  ],
  // The content security policy allows no data: addresses, so nothing may be inlined as one.
  build: {
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What both the first screen and the rest need is one file: many small ones would be a tenth larger in all.
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: (id) => !id.includes('virtual') }] },
      },
    },
  },
  test: { include: ['src/**/*.test.ts'] },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
