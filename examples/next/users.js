import { hashSync, verify } from '@node-rs/bcrypt';

const ada = { id: '0f7b1c52-6f0e-4a57-9b53-1f1d3d5c8a01', email: 'ada@example.com', hash: hashSync('swordfish', 10) };

// The user whose password this form has.
export async function provedUser(request) {
  const { email, password } = Object.fromEntries(await request.formData());
  return email === ada.email && (await verify(String(password), ada.hash)) ? ada : undefined;
}

// Its form posts to the address of the page.
export function signIn(title, status = 200) {
  const html = `<!doctype html><html lang="en"><title>Invoices</title><h1>${title}</h1><form method="post"><label>E-mail <input name="email"></label> <label>Password <input name="password" type="password"></label> <button>Continue</button></form>`;
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
