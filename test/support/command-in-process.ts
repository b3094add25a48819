import { PassThrough } from 'node:stream';
import { runCommand } from '../../src-main/cli/run-command.ts';
import { answerCall } from '../../src-main/cli/runtime/answer.ts';
import type { CallName, CallOutputOf } from '../../src-main/cli/runtime/call-schemas.ts';
import { createCommandCalls } from '../../src-main/cli/runtime/calls.ts';
import type { openSession } from '../../src-main/cli/runtime/open-session.ts';
import { openServer } from '../../src-main/cli/runtime/open-server.ts';
import { plainError } from '../../src-main/base/errors.ts';
import type { Core } from '../../src-main/core.ts';
import { readCsv } from '../../src-main/files/csv.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { Ended } from './command-line.ts';
import { samplePeople, type TestInstance } from './instance.ts';
import { programOf } from './program.ts';

/** What a command writes, as a pipe takes it. */
function pipe(): { stream: NodeJS.WriteStream; text: () => string } {
  const through = new PassThrough();
  let text = '';
  through.on('data', (data) => (text += String(data)));
  // A pipe has nothing of a terminal, which is all that it lacks of the type.
  return { stream: through as unknown as NodeJS.WriteStream, text: () => text };
}

/** The same words, commands and output as of the built command line, in this process. */
async function runWords(words: readonly string[], open: typeof openSession): Promise<Ended> {
  const [stdout, stderr] = [pipe(), pipe()];
  let code: number | null = null;
  const program = programOf(words, async (definition, input) => {
    code = await runCommand(definition, input, {
      streams: { stdout: stdout.stream, stderr: stderr.stream },
      open,
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

/** Runs a command in this process, on a core that is open already. */
export function runHere(core: Core, words: readonly string[]): Promise<Ended> {
  const calls = createCommandCalls({
    core,
    reveals: { reveal: () => fail(plainError('not-found', 'Gone.', '')), forget: () => undefined },
    readList: (text) => Promise.resolve(readCsv(text)),
  });
  return runWords(words, async () =>
    ok({
      via: 'profile',
      notices: [],
      call: async <N extends CallName>(name: N, asked: unknown) =>
        // The answer was parsed with the schema of this very call.
        (await answerCall(calls, name, asked)) as Result<CallOutputOf<N>>,
      close: async () => undefined,
    }),
  );
}

/** Runs a command in this process on a server alone, signed in as Ana; as in a process of its own, nothing is left of the command before. */
export async function runOnServerHere(
  server: TestInstance,
  provider: string,
  words: readonly string[],
): Promise<Ended> {
  const signIn = (await server.signInsOf(samplePeople.ana)).find((one) => one.provider === provider);
  if (signIn === undefined) throw new Error(`The local instance doesn’t speak ${provider}`);
  const given = Object.entries(signIn.values).filter(([, value]) => value !== '');
  return runWords(words, () =>
    openServer({
      url: signIn.address,
      system: signIn.provider,
      values: Object.fromEntries(given),
      token: async () => null,
      options: {},
      allowInsecure: false,
    }),
  );
}
