// How long a user of a slow telephone waits after each tap and key with a thousand sessions, and what the list weighs.
const slower = 4;

/** Each interaction with the list: its name, and what the user does. */
const interactions = {
  'type a letter into the search': async (page) => page.getByRole('searchbox').pressSequentially('9'),
  'clear the search': async (page) => page.getByRole('searchbox').press('Backspace'),
  'open the menu of a device or its dialog': async (page) =>
    page
      .getByRole('button', { name: /^Log out .*Robot/ })
      .first()
      .click(),
  'close it': async (page) => page.keyboard.press('Escape'),
};

/**
 * Opens the sessions on a processor that is four times slower. Returns the bytes of the API's answers, and the longest delay from
 * an input to the next frame in milliseconds, for each interaction.
 * @param {import('@playwright/test').Browser} browser
 * @param {{ origin: string, cookie: string }} account
 */
export async function measureInteractions(browser, { origin, cookie }) {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 412, height: 823 },
    extraHTTPHeaders: { cookie },
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const ofApi = new Set();
  let bytes = 0;
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.includes('/api/')) ofApi.add(requestId);
  });
  devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (ofApi.has(requestId)) bytes += encodedDataLength;
  });
  await page.addInitScript(() => {
    globalThis.delays = [];
    new PerformanceObserver((list) => {
      for (const { duration, interactionId } of list.getEntries()) if (interactionId) globalThis.delays.push(duration);
    }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  });
  await page.goto('/sessions');
  await page.getByRole('searchbox').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(3000);
  const longest = {};
  for (const [name, act] of Object.entries(interactions)) {
    await page.evaluate(() => (globalThis.delays = []));
    await act(page);
    await page.waitForTimeout(1500);
    longest[name] = Math.max(0, ...(await page.evaluate(() => globalThis.delays)));
  }
  await context.close();
  return { bytes, longest };
}
