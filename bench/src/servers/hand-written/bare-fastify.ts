import { latchkeyLike, listen, myselfBody } from './latchkey-like.ts';

const app = latchkeyLike();
app.get('/api/v1/user/myself', async () => myselfBody({ id: 123_456, email: 'user-123456@bench.example' }));
// As many headers and bytes as Latchkey answers.
app.get('/api/v1/verify', async (_request, reply) =>
  reply
    .headers({
      'latchkey-subject': 'latchkey:123456',
      'latchkey-session': '1234567',
      'latchkey-email': 'user-123456@bench.example',
      'latchkey-methods': 'pwd',
    })
    .send(),
);
await listen(app);
