import { createServer, type RequestListener } from 'node:http';
import type { Server } from 'node:net';
import { afterEach } from 'vitest';

export interface Listening {
  /** Has it listen on a free port of this computer until the test ends; gives the port. */
  on(server: Server): Promise<number>;
  /** A web server that answers like this; gives its address. */
  serve(answer: RequestListener): Promise<string>;
  /** Ends them before the test does. */
  closeAll(): Promise<void>;
}

/** Servers that a test makes itself. Answers close their connection, so that closing waits for nobody. */
export function listening(): Listening {
  const open: Server[] = [];
  const all: Listening = {
    async on(server) {
      open.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('the server has no port');
      return address.port;
    },
    serve: async (answer) => `http://127.0.0.1:${await all.on(createServer(answer))}`,
    async closeAll() {
      await Promise.all(open.splice(0).map((one) => new Promise((resolve) => one.close(resolve))));
    },
  };
  afterEach(() => all.closeAll());
  return all;
}

/** Answers everything with this. */
export const answering =
  (
    status: number,
    type: string,
    body: string,
    headers: Readonly<Record<string, string>> = {},
  ): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type, connection: 'close', ...headers });
    response.end(body);
  };

export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly location?: string;
}

/** Answers by the path, in JSON. */
export const answeringJson =
  (answer: (path: string) => JsonAnswer): RequestListener =>
  (request, response) => {
    const { status, body, location } = answer(request.url ?? '');
    const headers = location === undefined ? {} : { location };
    answering(status, 'application/json', JSON.stringify(body), headers)(request, response);
  };
