import type { Transport, TransportAnswer, TransportRequest } from '../../../src-main/http/http.ts';

/** One request on its way past the liar. */
export interface Exchange {
  readonly request: TransportRequest;
  readonly isWrite: boolean;
  /** How many writes have passed since the lie began, this one included. */
  readonly writes: number;
  /** How often this very request was made since the first write. */
  readonly asked: number;
  /** What the server answered to this request, or to one like it, while nothing was a lie. */
  readonly earlier: TransportAnswer | undefined;
  /** What it answered first to a request of the same path, whatever the query, while nothing was a lie. */
  readonly firstPage: TransportAnswer | undefined;
  /** What the server answered to other requests than this while nothing was a lie. */
  others(): TransportAnswer[];
  /** Sends it on: the server does it. */
  forward(): Promise<TransportAnswer>;
}

export type Lie = (exchange: Exchange) => Promise<TransportAnswer>;

export interface Liar {
  wrap(transport: Transport): Transport;
  /** Every answer goes through this lie from now on. */
  begin(lie: Lie): void;
  end(): void;
  /** Writes that reached the server since the lie began. */
  readonly arrived: number;
}

/** Ids of any system, as they stand in its paths. */
const ids = /[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\/)\d+|mbx_\w+/g;

/** Not about the data: signing in again, and the secure channel's own calls. */
const isAside = ({ url }: TransportRequest) => /refresh|secure-channel|login|\/logout/i.test(url);

/** A proxy between the app and its servers that passes everything on unchanged until a lie begins. */
export function createLiar(): Liar {
  let active: Lie | null = null;
  let writes = 0;
  let arrived = 0;
  const asked = new Map<string, number>();
  const answers = new Map<string, TransportAnswer>();
  const keyOf = ({ method, url }: TransportRequest) =>
    method === 'GET' ? `GET ${url}` : `${method} ${new URL(url).pathname.replace(ids, ':id')}`;

  const pathOf = (key: string) => key.replace(/\?.*/, '');

  return {
    wrap: (transport) => ({
      forget: (id) => transport.forget(id),
      async send(request) {
        if (isAside(request)) return transport.send(request);
        const key = keyOf(request);
        const isWrite = request.method !== 'GET';
        const lie = active;
        if (lie === null) {
          const answer = await transport.send(request);
          if (answer.ok && answer.status < 300) answers.set(key, answer);
          return answer;
        }
        if (isWrite) writes += 1;
        const count = (asked.get(key) ?? 0) + (writes > 0 ? 1 : 0);
        asked.set(key, count);
        return lie({
          request,
          isWrite,
          writes,
          asked: count,
          earlier: answers.get(key),
          firstPage: [...answers].find(([other]) => pathOf(other) === pathOf(key))?.[1],
          others: () => [...answers].flatMap(([other, answer]) => (other === key ? [] : [answer])),
          forward() {
            if (isWrite) arrived += 1;
            return transport.send(request);
          },
        });
      },
    }),
    begin(lie) {
      active = lie;
      writes = 0;
      arrived = 0;
      asked.clear();
    },
    end() {
      active = null;
    },
    get arrived() {
      return arrived;
    },
  };
}
