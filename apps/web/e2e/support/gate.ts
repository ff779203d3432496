/** Holds something back in a test, such as an answer of the server, until `open` is called. */
export function gate() {
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  return { isOpen, open };
}
