import type { z } from 'zod';
import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { errorFrom } from '../../base/errors.ts';
import { commandCallSchemas, isCallName } from './call-schemas.ts';
import { valueParser } from '../../base/parse-answer.ts';
import type { CommandCalls } from './calls.ts';
import { answerParsed } from './parsed-answer.ts';
import { runtimeText } from './text.ts';

/** Answers one call by its name. */
export async function answerCall(calls: CommandCalls, name: string, raw: unknown): Promise<Result<unknown>> {
  if (!isCallName(name)) return fail(errorFrom('other-version', runtimeText.otherVersion));
  // The pairing of names is checked by the type of CommandCalls; here both sides are walked by name only.
  const run = calls[name] as (input: unknown) => Promise<Result<unknown>> | Result<unknown>;
  const schema: { input: z.ZodType; output: z.ZodType } = commandCallSchemas[name];
  return answerParsed(schema, run, raw, valueParser(schema.output));
}
