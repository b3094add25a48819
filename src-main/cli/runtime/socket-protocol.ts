import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/*
 * One line of JSON a message, over a socket in a folder that only this user can open. Both sides prove that they know the secret of a file
 * that only this user can read, without sending it. Node has no call for the identity of a socket's peer, so the file stands for it.
 */

/** The file that says where the open app listens. Readable by its user alone. */
export const socketFile = (folder: string): string => join(folder, 'command-line.json');

export const socketPlace = z.object({ path: z.string().min(1), secret: z.string().min(32) });
export type SocketPlace = z.infer<typeof socketPlace>;

export const greeting = z.object({ nonce: z.string().min(32) });
export const introduction = z.object({ nonce: z.string().min(32), proof: z.string() });
export const welcome = z.object({ proof: z.string() });
export const callMessage = z.object({ id: z.int(), call: z.string(), input: z.unknown() });
export const answerMessage = z.object({ id: z.int(), result: z.unknown() });

/** No message is longer; what is exported of 100 000 members is a fifth of it. */
const longestMessage = 256 * 2 ** 20;

export const newNonce = (): string => randomBytes(32).toString('base64url');

/** What shows that `side` knows the secret; another one for every connection. */
export const proofOf = (secret: string, side: 'app' | 'command', nonce: string): string =>
  createHmac('sha256', secret).update(`${side}\n${nonce}`).digest('base64url');

export function isProof(given: string, secret: string, side: 'app' | 'command', nonce: string): boolean {
  const expected = Buffer.from(proofOf(secret, side, nonce));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

export const send = (socket: Socket, message: unknown): void => {
  socket.write(`${JSON.stringify(message)}\n`);
};

/** Calls `onMessage` with each message; one that isn't JSON, or is too long, ends the connection. */
export function onMessages(socket: Socket, onMessage: (message: unknown) => void): void {
  let pieces: string[] = [];
  let length = 0;
  socket.setEncoding('utf8');
  socket.on('data', (data) => {
    let rest = String(data);
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = [...pieces, rest.slice(0, end)].join('');
      pieces = [];
      length = 0;
      rest = rest.slice(end + 1);
      try {
        onMessage(JSON.parse(line));
      } catch {
        socket.destroy();
        return;
      }
    }
    pieces.push(rest);
    length += rest.length;
    if (length > longestMessage) socket.destroy();
  });
}
