import { defineConfig } from 'vite';

// In production a proxy leads these paths to Latchkey, as docs/integration.md shows.
export default defineConfig({ server: { proxy: { '/api': process.env.LATCHKEY ?? 'http://127.0.0.1:3000' } } });
