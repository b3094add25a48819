import type { z } from 'zod';
import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { bugError, errorFrom } from '../../base/errors.ts';
import { commandCallSchemas, isCallName } from './call-schemas.ts';
import type { CommandCalls } from './calls.ts';
import { runtimeText } from './text.ts';

/** Answers one call by its name: input and output are parsed, so that nothing travels which the schemas don't name. */
export async function answerCall(calls: CommandCalls, name: string, raw: unknown): Promise<Result<unknown>> {
  if (!isCallName(name)) return fail(errorFrom('not-supported', runtimeText.otherVersion));
  // The pairing of names is checked by the type of CommandCalls; here both sides are walked by name only.
  const schema: { input: z.ZodType; output: z.ZodType } = commandCallSchemas[name];
  const run = calls[name] as (input: unknown) => Promise<Result<unknown>> | Result<unknown>;
  const input = schema.input.safeParse(raw);
  if (!input.success) return fail(bugError(input.error));
  try {
    const answer = await run(input.data);
    if (!answer.ok) return answer;
    const output = schema.output.safeParse(answer.value);
    return output.success ? { ok: true, value: output.data } : fail(bugError(output.error));
  } catch (cause) {
    return fail(bugError(cause));
  }
}
