import { exitCodes } from './exit-codes.ts';
import { createProgram, CommanderError, isHelp } from './program.ts';

/* The command line `steward`: docs/command-line.md. */

// A reader that has seen enough closes the pipe, which is no error: the command goes on to its own end and exit code.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code === 'EPIPE') return;
  process.stderr.write(`${unwritable}\n`, () => process.exit(exitCodes.failed.code));
});
const unwritable =
  'Standard output can’t be written. Check the disk and the permissions, then run the command again.';
process.stderr.on('error', () => undefined);

/** Answers the shell's completion script, with the words so far. */
async function completeWords(words: readonly string[]): Promise<void> {
  const { complete } = await import('./complete.ts');
  process.stdout.write(await complete(words), () => process.exit(0));
}

/** `help members list` is `members list --help`: commander’s own help command takes one word. */
const helpWords = (words: readonly string[]): string[] =>
  words[0] === 'help' && words.length > 2 ? [...words.slice(1), '--help'] : [...words];

async function runProgram(): Promise<void> {
  const words = helpWords(process.argv.slice(2));
  const program = createProgram(words, async (definition, input) => {
    const { runCommand } = await import('./run-command.ts');
    process.exitCode = await runCommand(definition, input);
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    // Kept-open connections and refresh timers must not keep the process alive.
    process.exit();
  } catch (cause) {
    if (!(cause instanceof CommanderError)) await failWith(cause);
    else if (isHelp(cause)) process.exitCode = exitCodes.done.code;
    else {
      process.exitCode = exitCodes.usage.code;
      printError(usageError(cause));
    }
  }
}

/** What commander says of a wrong command line, as --json prints errors. */
function usageError({ message }: Error): object {
  const [sentence = '', ...more] = message.replace(/^error: /, '').split('\n');
  return { exit: 'usage', sentence, nextStep: more.join(' ') };
}

function printError(error: object): void {
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
}

/** Says that something went wrong that no command expects, and ends with its exit code. */
async function failWith(cause: unknown): Promise<void> {
  const { bugError } = await import('../base/errors.ts');
  const { sentence, nextStep, detail } = bugError(cause);
  // Where it happened, without its message: that may quote what a server or the person said.
  const frames = (cause instanceof Error ? (cause.stack ?? '') : '').match(/^ +at .*$/gm) ?? [];
  printError({ exit: 'failed', sentence, nextStep });
  const text = [`${sentence} ${nextStep}`, detail ?? '', ...frames].join('\n');
  process.stderr.write(`${text}\n`, () => process.exit(exitCodes.failed.code));
}

// What a command waits for may be a timer that keeps no process running, such as that of reading back: its end is the only end.
const running = setInterval(() => undefined, 2 ** 30);
const [, , first, ...rest] = process.argv;
void (first === 'complete' ? completeWords(rest[0] === '--' ? rest.slice(1) : rest) : runProgram()).finally(
  () => clearInterval(running),
);
