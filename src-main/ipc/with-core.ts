import type { Result } from '../../src-preload/shared/result.ts';
import type { Core } from '../core.ts';
import type { Context } from './context.ts';

type Refusal = Extract<Result<Core>, { ok: false }>;

/** Makes handlers that need the core: until it is there, they answer why it isn't. */
export const withCore =
  (context: Context) =>
  <Input, Output>(answer: (core: Core, input: Input) => Output) =>
  (input: Input): Output | Refusal => {
    const core = context.core();
    return core.ok ? answer(core.value, input) : core;
  };
