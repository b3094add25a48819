import { createHttpClient, type HttpClientDeps } from '../../src-main/http/client.ts';
import { createNodeTransport, type NodeTransportDeps } from '../../src-main/http/node-fetch.ts';
import type { HttpClient } from '../../src-main/http/http.ts';

/** The app's own client over real sockets; it doesn't wait between retries. */
export function testHttpClient(
  options: Partial<HttpClientDeps> & { pinned?: NonNullable<NodeTransportDeps['pinned']> } = {},
): HttpClient {
  const { pinned, ...deps } = options;
  return createHttpClient({
    transport: createNodeTransport(pinned === undefined ? {} : { pinned }),
    sleep: () => Promise.resolve(),
    ...deps,
  });
}
