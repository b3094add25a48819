import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Result } from '../../../src-preload/shared/result.ts';
import { makePrivateFolder } from '../../base/private-folder.ts';
import { answerCall } from './answer.ts';
import { asksServers } from './call-schemas.ts';
import type { CommandCalls } from './calls.ts';
import {
  callMessage,
  introduction,
  isProof,
  newNonce,
  onMessages,
  proofOf,
  send,
  socketFile,
  type SocketPlace,
} from './socket-protocol.ts';

export interface CommandServer {
  close(): Promise<void>;
}

/** The longest path that every system takes for a socket (macOS: 104 bytes with the final zero). */
const longestPath = 100;

/**
 * Answers the calls of commands while the app is open, so that there is one writer. Listens in the profile's own folder, or in a
 * private temporary one where that path is too long for a socket.
 */
export async function startCommandServer(parts: {
  folder: string;
  /** The calls of the open core, or why it isn't open. */
  calls(): Result<CommandCalls>;
  /** Resolves once servers can be asked. */
  beforeAsking?(): Promise<void>;
  /** Is called with the number of commands that are connected, first with none. */
  onConnected?(count: number): void;
}): Promise<CommandServer> {
  const { folder } = parts;
  makePrivateFolder(folder);
  const file = socketFile(folder);
  // What a crash left is gone before anything listens: a command would take its secret for that of this app.
  rmSync(file, { force: true });
  const place: SocketPlace = { path: pathIn(folder), secret: randomBytes(32).toString('base64url') };
  const isOwnFolder = process.platform !== 'win32' && dirname(place.path) !== folder;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    parts.onConnected?.(sockets.size);
    socket.on('close', () => {
      sockets.delete(socket);
      parts.onConnected?.(sockets.size);
    });
    // A command that is ended takes its connection with it.
    socket.on('error', () => socket.destroy());
    serve(socket, place.secret, parts);
  });
  await listen(server, place.path);
  if (process.platform !== 'win32') chmodSync(place.path, 0o600);
  // Another file than one that is there already, which might be readable by others.
  writeFileSync(file, JSON.stringify(place), { mode: 0o600, flag: 'wx' });
  parts.onConnected?.(0);
  return {
    async close() {
      rmSync(file, { force: true });
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      if (isOwnFolder) rmSync(dirname(place.path), { recursive: true, force: true });
    },
  };
}

function pathIn(folder: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\steward-${randomUUID()}`;
  const path = join(folder, 'command-line.sock');
  if (Buffer.byteLength(path) > longestPath)
    return join(mkdtempSync(join(tmpdir(), 'steward-')), 'command-line.sock');
  // What a crash left: only one app has this folder.
  rmSync(path, { force: true });
  return path;
}

const listen = (server: Server, path: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });

function serve(
  socket: Socket,
  secret: string,
  { calls, beforeAsking }: { calls(): Result<CommandCalls>; beforeAsking?(): Promise<void> },
): void {
  const answer = async (call: string, input: unknown) => {
    if (asksServers(call)) await beforeAsking?.();
    const open = calls();
    return open.ok ? answerCall(open.value, call, input) : open;
  };
  const nonce = newNonce();
  let isKnown = false;
  onMessages(socket, (message) => {
    if (!isKnown) {
      const own = introduction.parse(message);
      if (!isProof(own.proof, secret, 'command', nonce)) {
        socket.destroy();
        return;
      }
      isKnown = true;
      send(socket, { proof: proofOf(secret, 'app', own.nonce) });
      return;
    }
    const { id, call, input } = callMessage.parse(message);
    void answer(call, input).then((result) => {
      if (!socket.destroyed) send(socket, { id, result });
    });
  });
  send(socket, { nonce });
}
