import { defineConfig } from 'vite';

// The paths that the component asks. In production a proxy leads them to Latchkey, as docs/integration.md shows.
const paths = '^/api/(v1/(auth|user)/|dbsc/|trpc/(alert|auth|device|history|recovery|session|user|verification)\\.)';
export default defineConfig({ server: { proxy: { [paths]: process.env.LATCHKEY ?? 'http://127.0.0.1:3000' } } });
