import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { prefixClassNames } from './build/class-names.ts';
import { isNeededBy } from './build/needed-by.ts';
import { scopedStyleSheet } from './build/style-sheet.ts';
import manifest from './package.json' with { type: 'json' };

const packages = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

export default defineConfig(({ mode }) => ({
  // Tests read the names of the sources.
  plugins: mode === 'test' ? [] : [prefixClassNames(), tailwindcss(), scopedStyleSheet()],
  build: {
    lib: { entry: 'src/latchkey-react.ts', formats: ['es'], cssFileName: 'styles' },
    assetsInlineLimit: 0,
    cssMinify: false,
    minify: false,
    rolldownOptions: {
      external: (id) => packages.some((name) => id === name || id.startsWith(`${name}/`)),
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'parts/[name]-[hash].js',
        // One file for all that is always needed. Parts that a user opens get files of their own.
        codeSplitting: {
          groups: [
            { name: (id, modules) => (isNeededBy((_, isEntry) => isEntry, id, modules) ? 'first' : null), priority: 1 },
          ],
        },
        // For frameworks with server components.
        banner: ({ isEntry }) => (isEntry ? "'use client';" : ''),
      },
    },
  },
  test: { include: ['{src,test}/**/*.test.{ts,tsx}'], setupFiles: ['test/english.ts'] },
}));
