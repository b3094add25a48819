import type { z } from 'zod';
import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { bugError, invalidError } from '../../base/errors.ts';
import type { Parsed } from '../../base/parse-answer.ts';
import { runtimeText } from './text.ts';

/**
 * Answers a call whose input and output are parsed, so that nothing travels which the schemas don't name. `parse` parses an output that
 * would take too long as a whole.
 */
export async function answerParsed<Input extends z.ZodType, Output extends z.ZodType>(
  schema: { input: Input; output: Output },
  run: (input: z.output<Input>) => Promise<Result<unknown>> | Result<unknown>,
  raw: unknown,
  parse: (value: unknown) => Promise<Parsed> = async (value) => schema.output.safeParse(value),
): Promise<Result<unknown>> {
  const input = schema.input.safeParse(raw);
  // What a command asks is what somebody typed: it may be longer than anything that is answered.
  if (!input.success) return fail(invalidError(...unaccepted(input.error)));
  try {
    const answer = await run(input.data);
    if (!answer.ok) return answer;
    const output = await parse(answer.value);
    return output.success ? { ok: true, value: output.data } : fail(bugError(output.error));
  } catch (cause) {
    return fail(bugError(cause));
  }
}

function unaccepted({ issues: [issue] }: z.ZodError): [sentence: string, nextStep: string] {
  const { sentence, nextStep } = runtimeText.unaccepted(issue?.path.join('.') ?? '', issue?.message ?? '');
  return [sentence, nextStep];
}
