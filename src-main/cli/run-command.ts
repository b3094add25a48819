import { fail, type Result } from '../../src-preload/shared/result.ts';
import type { CommandContext, CommandInput, Outcome } from './command.ts';
import { CommandEnd, valueOf } from './command-end.ts';
import type { CommandDefinition } from './definitions/definition.ts';
import { exitCodes, type ExitName } from './exit-codes.ts';
import { closeAndEnd, whenInterrupted } from './runtime/interruption.ts';
import { runtimeText } from './runtime/text.ts';
import { openSession } from './runtime/open-session.ts';
import type { CallInputOf, CallName, CallOutputOf } from './runtime/call-schemas.ts';
import type { Session } from './runtime/session.ts';
import { createTerminal, type Terminal, type TerminalOptions } from './terminal/terminal.ts';

interface Surroundings {
  /** Left out, those of the process. */
  streams?: Pick<TerminalOptions, 'stdin' | 'stdout' | 'stderr'>;
  open?: typeof openSession;
}

/** Runs one command from its definition to its last line. Returns the exit code. */
export async function runCommand(
  definition: CommandDefinition,
  input: CommandInput,
  { streams = {}, open = openSession }: Surroundings = {},
): Promise<number> {
  const readsStdin = definition.arguments.some(({ name }) => input.argument(name) === '-');
  const terminal = createTerminal({ ...streams, isQuiet: input.flag('quiet'), readsStdin });
  const asJson = input.flag('json');
  let opened: Promise<Result<Session>> | null = null;
  let release = (): void => undefined;
  const session = () => {
    if (opened === null) {
      // What it holds is given back, and of a server alone nothing stays on disk.
      release = whenInterrupted((signal) => {
        terminal.stopAsking();
        void closeAndEnd(signal, closeOpened);
      });
      opened = openOnce(open, definition, input, terminal);
    }
    return opened;
  };
  const closeOpened = async () => {
    // Where opening ended the command itself, there's nothing to close.
    const open = await Promise.resolve(opened).catch(() => null);
    if (open?.ok) await open.value.close();
  };
  const attempt = async <N extends CallName>(
    name: N,
    asked: CallInputOf<N>,
  ): Promise<Result<CallOutputOf<N>>> => {
    const open = await session();
    return open.ok ? open.value.call(name, asked) : fail(open.error);
  };
  const context: CommandContext = {
    ...input,
    terminal,
    now: Date.now(),
    via: async () => valueOf(await session()).via,
    attempt,
    call: async (name, asked) => valueOf(await attempt(name, asked)),
  };
  let exit: ExitName;
  try {
    const run = await definition.load();
    const outcome = await run(context);
    await print(terminal, outcome, asJson, input.flag('ndjson'));
    exit = outcome.exit ?? 'done';
  } catch (cause) {
    if (!(cause instanceof CommandEnd)) throw cause;
    const { sentence, nextStep, more } = cause;
    if (asJson)
      await terminal.print(
        `${JSON.stringify({ error: { exit: cause.exit, sentence, nextStep, ...more } }, null, 2)}\n`,
        'json',
      );
    // A list of candidates begins a line of its own.
    const gap = nextStep === '' || nextStep.startsWith('\n') ? '' : ' ';
    terminal.complain(`${sentence}${gap}${nextStep}`);
    exit = cause.exit;
  } finally {
    await closeOpened();
    release();
  }
  return exitCodes[exit].code;
}

/** A reading that takes no longer isn't worth a line. */
const noteAfterMs = 1000;

async function openOnce(
  open: typeof openSession,
  definition: CommandDefinition,
  input: CommandInput,
  terminal: Terminal,
): Promise<Result<Session>> {
  const opened = await open(input, terminal, {
    recovers: definition.recovers === true,
  });
  if (opened.ok)
    for (const { sentence, nextStep } of opened.value.notices) terminal.complain(`${sentence} ${nextStep}`);
  if (opened.ok && opened.value.via === 'app' && definition.recovers === true && !input.flag('offline'))
    await whenRecovered(opened.value, terminal);
  return opened;
}

/** The app may have been started just now, and read back what an earlier run left: until then, a receipt isn't what it will be. */
async function whenRecovered(session: Session, terminal: Terminal): Promise<void> {
  const note = setTimeout(() => terminal.note(runtimeText.recovering), noteAfterMs);
  // An app older than this call answers that it doesn't know it.
  await session.call('changes.recovered', {});
  clearTimeout(note);
}

async function print(terminal: Terminal, outcome: Outcome, asJson: boolean, asLines: boolean): Promise<void> {
  const { rows, data, text } = outcome;
  if (asLines && rows !== undefined) {
    for (const row of rows) await terminal.print(`${JSON.stringify(row)}\n`, 'json');
  } else if (asJson || asLines) {
    await terminal.print(`${JSON.stringify(data, null, 2)}\n`, 'json');
  } else if (text !== '') {
    await terminal.print(text.endsWith('\n') ? text : `${text}\n`, outcome.isFile === true ? 'file' : 'text');
  }
}
