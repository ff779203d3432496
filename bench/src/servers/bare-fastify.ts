import { latchkeyLike, listen, myselfBody } from './latchkey-like.ts';

const app = latchkeyLike();
app.get('/api/v1/user/myself', async () => myselfBody({ id: 123_456, email: 'user-123456@bench.example' }));
await listen(app);
