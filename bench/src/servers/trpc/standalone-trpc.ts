import { createHTTPServer } from '@trpc/server/adapters/standalone';
import { nothingRouter } from './nothing-router.ts';
import { anyPort, ready } from '../ready.ts';

const server = createHTTPServer({ router: nothingRouter, basePath: '/trpc/' });
server.listen(anyPort.port, anyPort.host, () => ready(server.address()));
