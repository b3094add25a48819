import { createProgram, CommanderError } from '../../src-main/cli/program.ts';

/** The program that reads these words, as it is built. */
export const programOf: typeof createProgram = (words, run) => {
  // The build puts these in where the program says its version.
  Object.assign(globalThis, { stewardVersion: '0.0.0', buildCommit: '', buildDate: '' });
  return createProgram(words, run);
};

/** What is said of words that no command takes; null: nothing is wrong with them, and no command ran. */
export async function usageProblem(words: readonly string[]): Promise<string | null> {
  const program = programOf(words, async () => undefined);
  program.configureOutput({ writeErr: () => undefined });
  for (const command of program.commands) {
    command.configureOutput({ writeErr: () => undefined });
    for (const sub of command.commands) sub.configureOutput({ writeErr: () => undefined });
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return null;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.message;
    throw cause;
  }
}
