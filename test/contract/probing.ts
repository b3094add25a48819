import { createProbe, type ProbeInput } from '../../src-main/connections/probe.ts';
import { providers } from '../../src-main/providers/registry.ts';
import { testHttpClient } from '../support/http-client.ts';
import { memoryDeps } from '../support/memory-deps.ts';
import { signal } from '../support/signal.ts';

/* A look at an address, as the dialog for a new connection takes it. */

export const deps = memoryDeps();
export function probe(address: string, input: Partial<ProbeInput> = {}, http = testHttpClient()) {
  return createProbe({ http, providers, ledger: deps.ledger })(
    { address, provider: null, allowInsecure: false, connectionId: null, ...input },
    signal,
  );
}
