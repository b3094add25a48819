import type { Transport } from './http.ts';

/** What is said of one request: never its path, which may hold names and ids, nor anything that it carried. */
export interface RequestNote {
  method: string;
  host: string;
  /** The status, or what failed. */
  outcome: number | string;
  ms: number;
}

/** Tells `note` of every request that was sent. */
export const loggedTransport = (
  transport: Transport,
  note: (request: RequestNote) => void,
  now: () => number = Date.now,
): Transport => ({
  ...transport,
  async send(request) {
    const startedAt = now();
    const answer = await transport.send(request);
    note({
      method: request.method,
      host: new URL(request.url).host,
      outcome: answer.ok ? answer.status : answer.failure.failure,
      ms: now() - startedAt,
    });
    return answer;
  },
});
