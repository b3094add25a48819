import { openSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { ReadStream } from 'node:tty';
import { styleText } from 'node:util';
import { CommandEnd } from '../command-end.ts';
import { cut } from './width.ts';
import { writtenFile, writtenJson, writtenText } from './written-text.ts';

/** Where a command reads and writes. Results go to standard output, everything else to standard error. */
export interface Terminal {
  /** Columns of the terminal that results are written to; null where it's a pipe or a file. */
  columns: number | null;
  /** Whether there is a person to ask. */
  isInteractive: boolean;
  isQuiet: boolean;
  bold(text: string): string;
  /** Writes a result on standard output; resolves once its reader has it, or has gone. */
  print(text: string, as: Printed): Promise<void>;
  /** A line on standard error, unless --quiet. */
  note(text: string): void;
  /** The same, whatever was asked for. */
  complain(text: string): void;
  /** Replaces the line of progress on a terminal; a line of its own in a pipe. */
  progress(text: string): void;
  /** What the person typed; null where they ended the input. Ctrl+C ends the command. */
  ask(question: string): Promise<string | null>;
  /** The same, without showing it. */
  askSecret(question: string): Promise<string | null>;
  /** Gives the terminal back to its shell in the middle of a question. */
  stopAsking(): void;
}

/** What people read · a file's own text · JSON. */
export type Printed = 'text' | 'file' | 'json';
const written = { text: writtenText, file: writtenFile, json: writtenJson } as const;

export interface TerminalOptions {
  isQuiet: boolean;
  /** Standard input holds what the command reads, so answers come from the terminal itself. */
  readsStdin?: boolean;
  stdin?: NodeJS.ReadStream;
  stdout?: NodeJS.WriteStream;
  stderr?: NodeJS.WriteStream;
}

/** A process's own terminal. Colours follow NO_COLOR and the terminal, as Node reads them. */
export function createTerminal({
  isQuiet,
  readsStdin = false,
  stdin = process.stdin,
  stdout = process.stdout,
  stderr = process.stderr,
}: TerminalOptions): Terminal {
  // What calls itself dumb has no codes for moving on its line.
  const canRewrite = stderr.isTTY && process.env['TERM'] !== 'dumb';
  const answers = stdin.isTTY ? stdin : readsStdin && stderr.isTTY ? controllingTerminal() : null;
  let progressShown = false;
  const clearProgress = () => {
    if (progressShown) stderr.write('\r\u001b[K');
    progressShown = false;
  };
  const complain = (text: string) => {
    clearProgress();
    stderr.write(`${writtenText(text, stderr.isTTY)}\n`);
  };
  let asking: Interface | null = null;
  const read = (question: string, hidden: boolean) =>
    new Promise<string | null>((resolve, reject) => {
      clearProgress();
      // What readline echoes and redraws of a secret goes nowhere; the question stands beside it.
      const output = hidden ? new Writable({ write: (_piece, _encoding, done) => done() }) : stderr;
      const lines = createInterface({ input: answers ?? stdin, output, terminal: true });
      asking = lines;
      if (hidden) stderr.write(question);
      let answer: string | null = null;
      lines.on('close', () => {
        if (hidden) stderr.write('\n');
        resolve(answer);
      });
      lines.on('SIGINT', () => {
        reject(interrupted());
        lines.close();
      });
      lines.question(hidden ? '' : question, (line) => {
        answer = line;
        lines.close();
      });
    });
  return {
    // A terminal that doesn’t say how wide it is says 0.
    columns: stdout.isTTY && stdout.columns > 0 ? stdout.columns : null,
    isInteractive: answers !== null && stderr.isTTY,
    isQuiet,
    bold: (text) => (stdout.isTTY ? styleText('bold', text, { stream: stdout }) : text),
    // A slow reader is waited for, so that nothing is lost when the process ends.
    print: (text, as) =>
      new Promise((resolve) => {
        stdout.write(written[as](text, stdout.isTTY), () => resolve());
      }),
    note(text) {
      if (!isQuiet) complain(text);
    },
    complain,
    progress(text) {
      if (isQuiet) return;
      if (!canRewrite) {
        complain(text);
        return;
      }
      clearProgress();
      stderr.write(
        cut(writtenText(text, true), stderr.columns > 0 ? Math.max(1, stderr.columns - 1) : Infinity),
      );
      progressShown = true;
    },
    ask: (question) => read(question, false),
    askSecret: (question) => read(question, true),
    stopAsking: () => asking?.close(),
  };
}

const interrupted = () =>
  new CommandEnd('interrupted', { sentence: 'Interrupted. Nothing was sent.', nextStep: '' });

/** The terminal that a command was started from, whatever its standard input is; null where there is none. */
function controllingTerminal(): ReadStream | null {
  try {
    return new ReadStream(openSync(process.platform === 'win32' ? '\\\\.\\CONIN$' : '/dev/tty', 'r+'));
  } catch {
    return null;
  }
}
