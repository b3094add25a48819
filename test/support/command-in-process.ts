import { PassThrough } from 'node:stream';
import { runCommand } from '../../src-main/cli/run-command.ts';
import { answerCall } from '../../src-main/cli/runtime/answer.ts';
import type { CallName, CallOutputOf } from '../../src-main/cli/runtime/call-schemas.ts';
import { createCommandCalls } from '../../src-main/cli/runtime/calls.ts';
import { plainError } from '../../src-main/base/errors.ts';
import type { Core } from '../../src-main/core.ts';
import { readCsv } from '../../src-main/files/csv.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { Ended } from './command-line.ts';
import { programOf } from './program.ts';

/** What a command writes, as a pipe takes it. */
function pipe(): { stream: NodeJS.WriteStream; text: () => string } {
  const through = new PassThrough();
  let text = '';
  through.on('data', (data) => (text += String(data)));
  // A pipe has nothing of a terminal, which is all that it lacks of the type.
  return { stream: through as unknown as NodeJS.WriteStream, text: () => text };
}

/** The same words, commands and output as of the built command line, in this process and on a core that is open already. */
export async function runHere(core: Core, words: readonly string[]): Promise<Ended> {
  const [stdout, stderr] = [pipe(), pipe()];
  const calls = createCommandCalls({
    core,
    reveals: { reveal: () => fail(plainError('not-found', 'Gone.', '')), forget: () => undefined },
    readList: (text) => Promise.resolve(readCsv(text)),
  });
  let code: number | null = null;
  const program = programOf(words, async (definition, input) => {
    code = await runCommand(definition, input, {
      streams: { stdout: stdout.stream, stderr: stderr.stream },
      open: async () =>
        ok({
          via: 'profile',
          notices: [],
          call: async <N extends CallName>(name: N, asked: unknown) =>
            // The answer was parsed with the schema of this very call.
            (await answerCall(calls, name, asked)) as Result<CallOutputOf<N>>,
          close: async () => undefined,
        }),
    });
  });
  await program.parseAsync([...words], { from: 'user' });
  return {
    code,
    stdout: stdout.text(),
    stderr: stderr.text(),
    json: (): unknown => JSON.parse(stdout.text()),
  };
}
