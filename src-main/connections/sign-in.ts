import type { SignInStep } from '../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import type { HttpClient } from '../http/http.ts';
import type { Provider, SecretStep } from '../providers/provider.ts';
import { readForm, type FormMethod } from './form.ts';
import { openLoopback } from './loopback.ts';
import { proveSignIn, type FinishedSignIn } from './prove-sign-in.ts';
import { findSignInTarget, notOffered, type SignInTarget } from './sign-in-target.ts';
import { signInText as text } from './text.ts';

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

type CodeStep = Extract<SecretStep, { step: 'code' }>;

const browserLimitMs = 5 * 60_000;
const keptForMs = 15 * 60_000;

export function createSignIn(deps: SignInDeps): SignIn {
  const { http } = deps;
  const now = deps.now ?? Date.now;
  const running = new Map<string, AbortController>();
  const finished = new Map<string, { at: number; value: FinishedSignIn }>();
  const questions = new Map<string, { at: number; target: SignInTarget; step: CodeStep }>();

  const forgetOld = () => {
    for (const waiting of [finished, questions])
      for (const [id, { at }] of waiting) if (now() - at > keptForMs) waiting.delete(id);
  };

  type End = { step: 'signed-in'; value: FinishedSignIn } | CodeStep;

  async function goOn(
    target: SignInTarget,
    secret: Result<SecretStep>,
    signal: AbortSignal,
  ): Promise<Result<End>> {
    if (!secret.ok) return secret;
    if (secret.value.step === 'code') return ok(secret.value);
    const proved = await proveSignIn({ http, now }, target, secret.value.secret, signal);
    return proved.ok ? ok({ step: 'signed-in', value: proved.value }) : proved;
  }

  async function byBrowser(target: SignInTarget, signal: AbortSignal): Promise<Result<End>> {
    const { provider, httpTarget } = target;
    const flow = provider.browserSignIn;
    if (flow === null) return fail(notOffered(provider));
    const opened = await openLoopback<End>({
      limitMs: deps.browserLimitMs ?? browserLimitMs,
      signal,
      exchange: async (query) =>
        goOn(target, asStep(await flow.exchange(http, httpTarget, query, signal)), signal),
    });
    if (!opened.ok) return opened;
    const loopback = opened.value;
    try {
      const started = await deps.openExternal(flow.url(httpTarget.address, loopback.port));
      return started.ok ? await loopback.answer : started;
    } finally {
      loopback.close();
    }
  }

  async function run(
    target: SignInTarget,
    method: Exclude<SignInWay, { type: 'code' }>,
    signal: AbortSignal,
  ): Promise<Result<End>> {
    const { provider, httpTarget, options } = target;
    switch (method.type) {
      case 'browser':
        return byBrowser(target, signal);
      case 'local-login': {
        const ask = provider.localSignIn;
        if (ask === null) return fail(notOffered(provider));
        return goOn(target, asStep(await ask(http, httpTarget, signal)), signal);
      }
      case 'token':
      case 'password':
      case 'entered': {
        const values = readForm(provider.product, method.type, method.values);
        if (!values.ok) return values;
        const form = { method: method.type, values: values.value, options: options ?? {} };
        return goOn(target, await provider.formSignIn(http, httpTarget, form, signal), signal);
      }
    }
  }

  async function answerQuestion(
    attemptId: string,
    code: string,
    signal: AbortSignal,
  ): Promise<Result<{ target: SignInTarget; end: End }>> {
    const waiting = questions.get(attemptId);
    if (waiting === undefined) return fail(notWaiting());
    const { target, step } = waiting;
    // A mistyped code can be entered again: the question stays until it's answered.
    const end = await goOn(target, asStep(await step.complete(code.trim(), signal)), signal);
    if (!end.ok) return end;
    if (questions.get(attemptId) === waiting) questions.delete(attemptId);
    return ok({ target, end: end.value });
  }

  async function begin(
    input: SignInInput,
    method: Exclude<SignInWay, { type: 'code' }>,
    signal: AbortSignal,
  ): Promise<Result<{ target: SignInTarget; end: End }>> {
    questions.delete(input.attemptId);
    const target = await findSignInTarget(deps, input, method.type, signal);
    if (!target.ok) return target;
    const end = await run(target.value, method, signal);
    return end.ok ? ok({ target: target.value, end: end.value }) : end;
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
          return fail(errorFrom('cancelled', text.cancelled));
        }
        if (!result.ok) return result;
        const { target, end } = result.value;
        if (end.step === 'code') {
          questions.set(attemptId, { at: now(), target, step: end });
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

const notWaiting = () => errorFrom('not-found', text.noLongerWaiting);
