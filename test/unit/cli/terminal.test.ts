import { PassThrough, Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { createTerminal } from '../../../src-main/cli/terminal/terminal.ts';

/** A terminal of so many columns, and what it was sent. */
function screen(columns: number) {
  let text = '';
  const stream = new Writable({
    write(piece, _encoding, done) {
      text += String(piece);
      done();
    },
  });
  return {
    // Of a terminal's stream, these are all that is asked for.
    stream: Object.assign(stream, { isTTY: true, columns }) as unknown as WriteStream,
    text: () => text,
  };
}

describe('a terminal', () => {
  it('that doesn’t say how wide it is gets whole lines', () => {
    const { stream, text } = screen(0);
    const terminal = createTerminal({ isQuiet: false, stdout: stream, stderr: stream });
    terminal.progress('Applying: 1 of 3');
    expect([terminal.columns, text()]).toEqual([null, 'Applying: 1 of 3']);
  });

  it('keeps the question of a secret on screen, and shows nothing of the answer', async () => {
    const { stream, text } = screen(80);
    const keys = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
    const terminal = createTerminal({
      isQuiet: false,
      stdin: keys as unknown as ReadStream,
      stdout: stream,
      stderr: stream,
    });
    const answer = terminal.askSecret('Passphrase: ');
    keys.write('abd\u007fc\r');
    expect([await answer, text()]).toEqual(['abc', 'Passphrase: \n']);
  });
});
