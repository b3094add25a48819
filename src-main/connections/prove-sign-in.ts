import type { CredentialKind, Identity } from '../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import type { Known } from '../../src-preload/shared/known.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { invalidError } from '../base/errors.ts';
import type { HttpClient } from '../http/http.ts';
import type { ConnectionStorage } from '../providers/provider.ts';
import type { SignInTarget } from './sign-in-target.ts';
import { signInText as text } from './text.ts';

/** A finished sign-in with its secrets. Stays in the main process until it is taken or too old. */
export interface FinishedSignIn {
  provider: ProviderId;
  apiVariant: string;
  address: string;
  insecure: boolean;
  secret: string;
  identity: Identity;
  credential: CredentialKind;
  expiresAt: Known<number>;
  /** null: none were given, so a connection that is signed in to again keeps its own. */
  options: Record<string, string> | null;
  /** What proving it left to be kept by the connection: further secrets by name, and an inventory (null: none). */
  held: ReadonlyMap<string, string>;
  inventory: unknown;
}

/** Asks the server whose secret this is, keeping in memory what the session stores until there is a connection. */
export async function proveSignIn(
  { http, now }: { http: HttpClient; now: () => number },
  signInTarget: SignInTarget,
  given: string,
  signal: AbortSignal,
): Promise<Result<FinishedSignIn>> {
  const { provider, apiVariant, httpTarget, insecure, options } = signInTarget;
  const inspected = provider.inspectCredential(given);
  if (!inspected.ok) return inspected;
  const { credential, expiresAt } = inspected.value;
  if (expiresAt.state === 'known' && expiresAt.value <= now()) {
    return fail(
      invalidError(text.tokenExpired.sentence, text.tokenExpired.nextStep, [
        { path: 'token', message: text.expired },
      ]),
    );
  }
  const held = new Map<string, string>();
  let secret = given;
  let inventory: unknown = null;
  const kept = async (change: () => void): Promise<Result<null>> => {
    change();
    return ok(null);
  };
  const storage: ConnectionStorage = {
    get secret() {
      return secret;
    },
    set secret(next) {
      secret = next;
    },
    keepSecret: (next) => kept(() => (secret = next)),
    heldSecrets: {
      get: (name) => ok(held.get(name) ?? null),
      put: (name, value) => kept(() => void held.set(name, value)),
      drop: (name) => kept(() => void held.delete(name)),
    },
    options: options ?? {},
    apiVariant,
    identity: null,
    inventory: {
      read: () => inventory,
      write: (value) => kept(() => (inventory = value)),
      readText: () => (inventory === null ? null : JSON.stringify(inventory)),
      writeText: (json) => kept(() => void (inventory = JSON.parse(json))),
    },
    now,
  };
  const identity = await provider.session(http, { ...httpTarget, credential: null }, storage).whoami(signal);
  if (!identity.ok) return identity;
  const { address } = httpTarget;
  return ok({
    provider: provider.id,
    apiVariant,
    address,
    insecure,
    secret,
    identity: identity.value,
    credential,
    expiresAt,
    options,
    held,
    inventory,
  });
}
