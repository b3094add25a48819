import { createInterface } from 'node:readline';
import { styleText } from 'node:util';

/** Where a command reads and writes. Results go to standard output, everything else to standard error. */
export interface Terminal {
  /** Columns of the terminal that results are written to; null where it's a pipe or a file. */
  columns: number | null;
  /** Whether there is a person to ask. */
  isInteractive: boolean;
  isQuiet: boolean;
  bold(text: string): string;
  /** A line on standard error, unless --quiet. */
  note(text: string): void;
  /** The same, whatever was asked for. */
  complain(text: string): void;
  /** Replaces the line of progress on a terminal; a line of its own in a pipe. */
  progress(text: string): void;
  /** What the person typed; null where they ended the input. */
  ask(question: string): Promise<string | null>;
  /** The same, without showing it. */
  askSecret(question: string): Promise<string | null>;
}

interface TerminalOptions {
  isQuiet: boolean;
  stdin?: NodeJS.ReadStream;
  stdout?: NodeJS.WriteStream;
  stderr?: NodeJS.WriteStream;
}

/** A process's own terminal. Colours follow NO_COLOR and the terminal, as Node reads them. */
export function createTerminal({
  isQuiet,
  stdin = process.stdin,
  stdout = process.stdout,
  stderr = process.stderr,
}: TerminalOptions): Terminal {
  let progressShown = false;
  const clearProgress = () => {
    if (progressShown) stderr.write('\r\u001b[K');
    progressShown = false;
  };
  const complain = (text: string) => {
    clearProgress();
    stderr.write(`${text}\n`);
  };
  const read = (question: string, hidden: boolean) =>
    new Promise<string | null>((resolve) => {
      clearProgress();
      const lines = createInterface({ input: stdin, output: stderr, terminal: true });
      if (hidden) {
        stderr.write(question);
        // Node's readline echoes through this method alone; nothing of a secret is shown.
        Object.assign(lines, { _writeToOutput: () => undefined });
      }
      let answer: string | null = null;
      lines.on('close', () => {
        if (hidden) stderr.write('\n');
        resolve(answer);
      });
      lines.on('SIGINT', () => lines.close());
      lines.question(hidden ? '' : question, (line) => {
        answer = line;
        lines.close();
      });
    });
  return {
    columns: stdout.isTTY ? stdout.columns : null,
    isInteractive: stdin.isTTY && stderr.isTTY,
    isQuiet,
    bold: (text) => (stdout.isTTY ? styleText('bold', text, { stream: stdout }) : text),
    note(text) {
      if (!isQuiet) complain(text);
    },
    complain,
    progress(text) {
      if (isQuiet) return;
      if (!stderr.isTTY) {
        stderr.write(`${text}\n`);
        return;
      }
      clearProgress();
      stderr.write(text.slice(0, Math.max(1, stderr.columns - 1)));
      progressShown = true;
    },
    ask: (question) => read(question, false),
    askSecret: (question) => read(question, true),
  };
}
