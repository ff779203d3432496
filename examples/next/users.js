// The application's own users, whom it has without Latchkey too.
import { hashSync, verify } from '@node-rs/bcrypt';

const users = [
  { id: '0f7b1c52-6f0e-4a57-9b53-1f1d3d5c8a01', email: 'ada@example.com', passwordHash: hashSync('swordfish', 10) },
];

export async function userByPassword(email, password) {
  const user = users.find((one) => one.email === email);
  return user && (await verify(String(password), user.passwordHash)) ? user : null;
}
