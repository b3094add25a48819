import type {
  CredentialKind,
  Identity,
  SignInMethod,
  SignInStep,
} from '../../src-preload/contract/connections.ts';
import type { Known } from '../../src-preload/shared/known.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../base/errors.ts';
import { hostOf } from '../http/address.ts';
import type { HttpClient, HttpTarget } from '../http/http.ts';
import type { ConnectionStorage, Provider, SecretStep } from '../providers/provider.ts';
import { readAddress } from './address.ts';
import { readForm, type FormMethod } from './form.ts';
import { openLoopback, type LoopbackAnswer } from './loopback.ts';
import { cleanOptions } from './options.ts';

export type SignInWay =
  | { type: 'browser' }
  | { type: 'local-login' }
  | { type: FormMethod; values: Readonly<Record<string, string>> }
  /** The answer to a question that an attempt of this id stopped with. */
  | { type: 'code'; code: string };

export interface SignInInput {
  attemptId: string;
  address: string;
  provider: ProviderId;
  allowInsecure: boolean;
  method: SignInWay;
  options?: Readonly<Record<string, string>> | undefined;
}

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

export interface SignIn {
  /**
   * Resolves when the sign-in ended, `whoami` having proved the identity, or when it stopped half way to ask for a code. The secret that
   * it comes to stays here.
   */
  authenticate(input: SignInInput): Promise<Result<SignInStep>>;
  cancel(attemptId: string): void;
  /** Hands out a finished sign-in, once. */
  take(attemptId: string): Result<FinishedSignIn>;
  /** Puts back what could not be stored after all. */
  putBack(attemptId: string, finished: FinishedSignIn): void;
  /** Cancels all that wait and forgets all secrets. */
  stop(): void;
}

export interface SignInDeps {
  http: HttpClient;
  providers: ReadonlyMap<ProviderId, Provider>;
  openExternal: (url: string) => Promise<Result<null>>;
  now?: () => number;
  browserLimitMs?: number;
}

/** Where somebody signs in: the server with the API variant that it showed when it was asked. */
interface SignInTarget {
  provider: Provider;
  apiVariant: string;
  target: HttpTarget;
  insecure: boolean;
  options: Record<string, string> | null;
}

type CodeStep = Extract<SecretStep, { step: 'code' }>;

const browserLimitMs = 5 * 60_000;
const keptForMs = 15 * 60_000;

export function createSignIn(deps: SignInDeps): SignIn {
  const { http } = deps;
  const now = deps.now ?? Date.now;
  const running = new Map<string, AbortController>();
  const finished = new Map<string, { at: number; value: FinishedSignIn }>();
  const questions = new Map<string, { at: number; door: SignInTarget; step: CodeStep }>();

  const forgetOld = () => {
    for (const waiting of [finished, questions])
      for (const [id, { at }] of waiting) if (now() - at > keptForMs) waiting.delete(id);
  };

  /** Asks who this secret is, on a device that keeps everything in memory until there is a connection. */
  async function prove(
    door: SignInTarget,
    given: string,
    signal: AbortSignal,
  ): Promise<Result<FinishedSignIn>> {
    const { provider, apiVariant, target, insecure, options } = door;
    const inspected = provider.inspectCredential(given);
    if (!inspected.ok) return inspected;
    const { credential, expiresAt } = inspected.value;
    if (expiresAt.state === 'known' && expiresAt.value <= now()) {
      return fail(
        invalidError('This token has expired.', 'Make a new one and sign in with that.', [
          { path: 'token', message: 'Expired.' },
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
      inventory: { read: () => inventory, write: (value) => kept(() => (inventory = value)) },
      now,
    };
    const identity = await provider.session(http, { ...target, credential: null }, storage).whoami(signal);
    if (!identity.ok) return identity;
    const { address } = target;
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

  type End = { step: 'signed-in'; value: FinishedSignIn } | CodeStep;

  async function goOn(
    door: SignInTarget,
    secret: Result<SecretStep>,
    signal: AbortSignal,
  ): Promise<Result<End>> {
    if (!secret.ok) return secret;
    if (secret.value.step === 'code') return ok(secret.value);
    const proved = await prove(door, secret.value.secret, signal);
    return proved.ok ? ok({ step: 'signed-in', value: proved.value }) : proved;
  }

  async function byBrowser(door: SignInTarget, signal: AbortSignal): Promise<Result<End>> {
    const { provider, target } = door;
    const flow = provider.browserSignIn;
    if (flow === null) return fail(notOffered(provider));
    const opened = await openLoopback(deps.browserLimitMs ?? browserLimitMs, signal);
    if (!opened.ok) return opened;
    const loopback = opened.value;
    try {
      const started = await deps.openExternal(flow.url(target.address, loopback.port));
      if (!started.ok) return started;
      const answer: Result<LoopbackAnswer> = await loopback.answer;
      if (!answer.ok) return answer;
      const secret = await flow.exchange(http, target, answer.value.query, signal);
      const end = await goOn(door, asStep(secret), signal);
      if (end.ok) answer.value.finish('You are signed in', 'You can close this page and go back to Steward.');
      else answer.value.finish('That did not work', 'Steward says why. You can close this page.');
      return end;
    } finally {
      loopback.close();
    }
  }

  async function run(
    door: SignInTarget,
    method: Exclude<SignInWay, { type: 'code' }>,
    signal: AbortSignal,
  ): Promise<Result<End>> {
    const { provider, target, options } = door;
    switch (method.type) {
      case 'browser':
        return byBrowser(door, signal);
      case 'local-login': {
        const ask = provider.localSignIn;
        if (ask === null) return fail(notOffered(provider));
        return goOn(door, asStep(await ask(http, target, signal)), signal);
      }
      case 'token':
      case 'password':
      case 'entered': {
        const values = readForm(provider.product, method.type, method.values);
        if (!values.ok) return values;
        const form = { method: method.type, values: values.value, options: options ?? {} };
        return goOn(door, await provider.formSignIn(http, target, form, signal), signal);
      }
    }
  }

  /** Asks the address anew what it is: the API variant decides what the connection can do, and the caller's word is not enough for that. */
  async function findDoor(
    input: SignInInput,
    method: SignInMethod,
    signal: AbortSignal,
  ): Promise<Result<SignInTarget>> {
    const provider = deps.providers.get(input.provider);
    const reading = readAddress(input.address);
    if (provider === undefined) {
      return fail(plainError('not-supported', 'Steward does not speak this system.', 'Choose another one.'));
    }
    if (!reading.ok) {
      const { sentence, nextStep } = reading;
      return fail(invalidError(sentence, nextStep, [{ path: 'address', message: sentence }]));
    }
    const { allowInsecure } = input;
    const target = { connectionId: null, address: reading.address, credential: null, allowInsecure };
    const options = input.options === undefined ? null : cleanOptions(provider.product, input.options);
    const recognised = await provider.recognise(http, target, options ?? {}, signal);
    if (!recognised.ok) return recognised;
    if (recognised.value === null) return fail(otherProduct(provider, reading.address));
    if (!recognised.value.methods.includes(method)) return fail(notOffered(provider));
    return ok({
      provider,
      apiVariant: recognised.value.apiVariant,
      target,
      insecure: reading.plainHttp && allowInsecure,
      options,
    });
  }

  async function answerQuestion(
    attemptId: string,
    code: string,
    signal: AbortSignal,
  ): Promise<Result<{ door: SignInTarget; end: End }>> {
    const waiting = questions.get(attemptId);
    if (waiting === undefined) return fail(notWaiting());
    const { door, step } = waiting;
    // A mistyped code can be entered again: the question stays until it was answered.
    const end = await goOn(door, asStep(await step.complete(code.trim(), signal)), signal);
    if (!end.ok) return end;
    if (questions.get(attemptId) === waiting) questions.delete(attemptId);
    return ok({ door, end: end.value });
  }

  async function begin(
    input: SignInInput,
    method: Exclude<SignInWay, { type: 'code' }>,
    signal: AbortSignal,
  ): Promise<Result<{ door: SignInTarget; end: End }>> {
    questions.delete(input.attemptId);
    const door = await findDoor(input, method.type, signal);
    if (!door.ok) return door;
    const end = await run(door.value, method, signal);
    return end.ok ? ok({ door: door.value, end: end.value }) : end;
  }

  return {
    async authenticate(input) {
      forgetOld();
      const { attemptId, method } = input;
      running.get(attemptId)?.abort();
      const controller = new AbortController();
      running.set(attemptId, controller);
      try {
        const result =
          method.type === 'code'
            ? await answerQuestion(attemptId, method.code, controller.signal)
            : await begin(input, method, controller.signal);
        if (controller.signal.aborted) {
          return fail(plainError('cancelled', 'The sign-in was cancelled.', 'Start it again when you like.'));
        }
        if (!result.ok) return result;
        const { door, end } = result.value;
        if (end.step === 'code') {
          questions.set(attemptId, { at: now(), door, step: end });
          return ok({ step: 'code-needed', attemptId, text: end.text });
        }
        finished.set(attemptId, { at: now(), value: end.value });
        const { identity, credential, expiresAt } = end.value;
        return ok({ step: 'signed-in', attemptId, identity, credential, expiresAt });
      } finally {
        if (running.get(attemptId) === controller) running.delete(attemptId);
      }
    },

    cancel(attemptId) {
      running.get(attemptId)?.abort();
      finished.delete(attemptId);
      questions.delete(attemptId);
    },

    take(attemptId) {
      forgetOld();
      const found = finished.get(attemptId);
      finished.delete(attemptId);
      return found === undefined ? fail(notWaiting()) : ok(found.value);
    },

    putBack(attemptId, value) {
      finished.set(attemptId, { at: now(), value });
    },

    stop() {
      for (const controller of running.values()) controller.abort();
      running.clear();
      finished.clear();
      questions.clear();
    },
  };
}

const asStep = (secret: Result<string>): Result<SecretStep> =>
  secret.ok ? ok({ step: 'secret', secret: secret.value }) : secret;

const notWaiting = () => plainError('not-found', 'This sign-in is no longer waiting.', 'Sign in again.');

const notOffered = (provider: Provider) =>
  plainError(
    'not-supported',
    `${provider.product.name} does not offer this way of signing in at this address.`,
    'Choose another way to sign in.',
  );

const otherProduct = (provider: Provider, address: string): AppError => ({
  kind: 'wrong-product',
  sentence: `${hostOf(address)} does not answer as ${provider.product.name} does any more.`,
  nextStep: 'Check the address again.',
  retryable: false,
  detail: null,
  looksLike: null,
});
