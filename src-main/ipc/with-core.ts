import type { Result } from '../../src-preload/shared/result.ts';
import type { Core } from '../core.ts';
import type { Context } from './context.ts';

type Failure = Extract<Result<never>, { ok: false }>;

/** Makes handlers that need the open core: until it is there, they answer why it isn't. */
export const withCore =
  (context: Context) =>
  <Input, Output>(answer: (core: Core, input: Input) => Output) =>
  (input: Input): Output | Failure => {
    const core = context.core();
    return core.ok ? answer(core.value, input) : core;
  };
