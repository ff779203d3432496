import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify from 'fastify';
import { nothingRouter } from './nothing-router.ts';
import { anyPort, ready } from '../ready.ts';

const app = Fastify();
app.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: { router: nothingRouter } });
await app.listen(anyPort);
ready(app.server.address());
