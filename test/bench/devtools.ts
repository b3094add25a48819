import { once } from 'node:events';

/** A page of a running window. Nothing is switched on in it but the evaluating itself: a test runner attached to it doubles what it does. */
export interface InspectedPage {
  /** Runs a function in the page; it sees its argument and the page, nothing else of this file. */
  evaluate<Argument, Value>(
    work: (argument: Argument) => Value | Promise<Value>,
    argument: Argument,
  ): Promise<Value>;
  close(): void;
}

/** The protocol's own shapes; `value` is what was returned, as JSON. */
interface Evaluated<Value> {
  result: { value: Value };
  exceptionDetails?: { exception?: { description?: string } };
}
interface Answer<Result> {
  id: number;
  result?: Result;
  error?: { message: string };
}

/** The first page behind a DevTools endpoint, "ws://127.0.0.1:1234/…". */
export async function inspectPage(endpoint: string): Promise<InspectedPage> {
  const { host } = new URL(endpoint);
  const list = await fetch(`http://${host}/json/list`);
  // What Chromium documents for this address.
  const targets = (await list.json()) as { type: string; webSocketDebuggerUrl: string }[];
  const target = targets.find(({ type }) => type === 'page');
  if (target === undefined) throw new Error('The app has no window.');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await once(socket, 'open');
  let last = 0;
  const send = <Result>(method: string, params: object): Promise<Result> => {
    last += 1;
    const id = last;
    const answered = new Promise<Result>((resolve, reject) => {
      const ended = () => reject(new Error('The window closed while it was measured.'));
      const take = ({ data }: MessageEvent) => {
        const answer = JSON.parse(String(data)) as Answer<Result>;
        if (answer.id !== id) return;
        socket.removeEventListener('message', take);
        socket.removeEventListener('close', ended);
        if (answer.result === undefined) reject(new Error(answer.error?.message ?? 'There was no answer.'));
        else resolve(answer.result);
      };
      socket.addEventListener('message', take);
      socket.addEventListener('close', ended);
    });
    socket.send(JSON.stringify({ id, method, params }));
    return answered;
  };
  return {
    async evaluate<Argument, Value>(
      work: (argument: Argument) => Value | Promise<Value>,
      argument: Argument,
    ): Promise<Value> {
      const expression = `(${work.toString()})(${JSON.stringify(argument)})`;
      const { result, exceptionDetails } = await send<Evaluated<Value>>('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails !== undefined) {
        throw new Error(exceptionDetails.exception?.description ?? 'The page threw something.');
      }
      return result.value;
    },
    close: () => socket.close(),
  };
}
