/** Where something waits in a test, such as an answer of the server, until the test lets it pass. */
export function gate() {
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  return { isOpen, open };
}
