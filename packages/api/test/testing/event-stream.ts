/** One event of a stream (HTML, 9.2.6). */
export interface StreamedEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string;
}

/** The events of an answer, as they come. Stop asking, and the connection is closed. */
export async function* eventsOf(answer: Response): AsyncGenerator<StreamedEvent, void, undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string) =>
        lines.flatMap((line) => (line.startsWith(`${name}: `) ? line.slice(name.length + 2) : [])).join('\n');
      yield { event: field('event'), data: field('data'), id: field('id') };
    }
  }
}
