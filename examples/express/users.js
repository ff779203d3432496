// The application's own users. Latchkey stores none of this: only the id, and the e-mail address for its mails.
import { hashSync, verify } from '@node-rs/bcrypt';

/** @typedef {{ id: string, email: string, name: string, passwordHash: string | null }} User */

/** Ada has a password. Grace comes from the company's single sign-on, and has none. @type {readonly User[]} */
const users = [
  {
    id: '0f7b1c52-6f0e-4a57-9b53-1f1d3d5c8a01',
    email: 'ada@example.com',
    name: 'Ada',
    passwordHash: hashSync('swordfish', 10),
  },
  { id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', email: 'grace@example.com', name: 'Grace', passwordHash: null },
];

/** @param {string | undefined} id */
export const userById = (id) => users.find((user) => user.id === id) ?? null;

/** The user whose password this is, or null. @param {unknown} email @param {unknown} password */
async function userByPassword(email, password) {
  const user = users.find((one) => one.email === email);
  const isRight = user?.passwordHash && typeof password === 'string' && (await verify(password, user.passwordHash));
  return user && isRight ? user : null;
}

/** Stands for the answer of an identity provider, whose signature a real application checks. @param {unknown} email */
const userBySingleSignOn = (email) => users.find((user) => user.email === email && user.passwordHash === null) ?? null;

/** The application's own check: the user and how they proved it (RFC 8176), or null. @param {Record<string, unknown>} form */
export async function provedUser({ email, password, sso }) {
  const user = sso === undefined ? await userByPassword(email, password) : userBySingleSignOn(sso);
  return user && { user, methods: [sso === undefined ? 'pwd' : 'sso'] };
}
