import { sessionClaimsOf } from '../../src-main/local-instance/dialects/system-initiative/identity.ts';
import type { Directory } from '../../src-main/local-instance/directory.ts';
import type { FaultRule } from '../../src-main/local-instance/faults.ts';
import { startInstance, type Instance, type InstanceOptions } from '../../src-main/local-instance/server.ts';
import { personId, workspaceNamed } from './find.ts';
import { bearer, callAt } from './other-systems.ts';

export { samplePeople, sampleWorkspaces } from '../../src-main/local-instance/sample/seed.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

export interface CallOptions {
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestInstance {
  /** Base address of System Initiative's auth API. */
  readonly url: string;
  /** Base address of its public API. */
  readonly publicApiUrl: string;
  readonly origin: string;
  readonly port: number;
  /** A session token of Ana, the local-login user of the sample data. */
  readonly token: string;
  /** The server's data, to look at or to prepare without going over HTTP. */
  readonly directory: Directory;
  /** A session token of anybody in the directory, in whatever state they are. */
  signInAs(email: string): Promise<string>;
  /** Base address of each system. */
  readonly addresses: Instance['addresses'];
  /** What this person would enter to sign in to each system with a token. */
  signInsOf: Instance['signInsOf'];
  /** Signs any claims with the server's own key. */
  sign(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** The id of a workspace by its name, deleted ones included. */
  workspaceId(name: string, creatorEmail?: string): string;
  /** A call with Ana's token unless another (or null for none) is given. `path` is under the auth API's base. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** The same under the public API's base; it needs a token. */
  callPublic(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Replaces the faults. Paths are whole paths, such as `/si/auth/workspaces` or `/si/auth/**`. */
  faults(rules: readonly FaultRule[]): void;
  clearFaults(): void;
  close(): Promise<void>;
}

const send = (base: string, method: string, path: string, { token, body, headers }: CallOptions) =>
  callAt(base, method, path, { ...bearer(token ?? null), ...headers }, body);

/** A local instance in this process, in memory, on a free port, with the sample data and faults allowed. */
export async function startTestInstance(options: Partial<InstanceOptions> = {}): Promise<TestInstance> {
  const instance = await startInstance({ directoryPath: ':memory:', port: 0, faults: true, ...options });
  const { directory, signer, url, publicApiUrl, port, token } = instance;

  return {
    url,
    publicApiUrl,
    origin: `http://127.0.0.1:${port}`,
    port,
    token,
    directory,
    signInAs: async (email) => signer.sign(sessionClaimsOf(personId(directory, email), directory.now())),
    addresses: instance.addresses,
    signInsOf: instance.signInsOf,
    sign: (claims) => signer.sign(claims),
    workspaceId: (name, creatorEmail) => workspaceNamed(directory, 'system-initiative', name, creatorEmail),
    call: (method, path, callOptions = {}) => send(url, method, path, { token, ...callOptions }),
    callPublic: (method, path, callOptions = {}) => send(publicApiUrl, method, path, callOptions),
    faults(rules) {
      instance.faults?.set(rules);
    },
    clearFaults() {
      instance.faults?.clear();
    },
    close: () => instance.close(),
  };
}
