import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { errorFrom } from '../../base/errors.ts';
import type { CallName, CallOutputOf } from './call-schemas.ts';
import type { Session } from './session.ts';
import {
  answerMessage,
  greeting,
  isProof,
  newNonce,
  onMessages,
  proofOf,
  send,
  socketFile,
  socketPlace,
  welcome,
  type SocketPlace,
} from './socket-protocol.ts';
import { runtimeText } from './text.ts';

/** An app at work answers within milliseconds, one whose computer is very busy within seconds. */
const longestGreetingMs = 20_000;

/** The open app of this folder; null where none is open. Errors: what answers there isn't it, or nothing answers. */
export async function connectToApp(
  folder: string,
  limitMs = longestGreetingMs,
): Promise<Result<Session | null>> {
  const place = readPlace(folder);
  if (place === null) return ok(null);
  const socket = await reach(place.path);
  // The file of an app that crashed: its folder is free.
  if (socket === null) return ok(null);
  const pending = new Map<number, (result: Result<unknown>) => void>();
  let lastId = 0;
  let isClosed = false;
  const session: Session = {
    via: 'app',
    notices: [],
    call: <N extends CallName>(call: N, input: unknown) =>
      new Promise<Result<CallOutputOf<N>>>((resolve) => {
        if (isClosed) {
          resolve(fail(wentAway()));
          return;
        }
        lastId += 1;
        // What the app sends was parsed there with the schema of this very call.
        pending.set(lastId, (result) => resolve(result as Result<CallOutputOf<N>>));
        send(socket, { id: lastId, call, input });
      }),
    async close() {
      socket.end();
    },
  };
  return new Promise((resolve) => {
    const nonce = newNonce();
    let step: 'greeting' | 'welcome' | 'open' = 'greeting';
    const refuse = (text = runtimeText.notTheApp) => {
      socket.destroy();
      resolve(fail(errorFrom('store-unavailable', text)));
    };
    const limit = setTimeout(() => refuse(runtimeText.appSilent), limitMs);
    socket.on('close', () => {
      clearTimeout(limit);
      isClosed = true;
      refuse();
      for (const answer of pending.values()) answer(fail(wentAway()));
      pending.clear();
    });
    onMessages(socket, (message) => {
      if (step === 'greeting') {
        const { nonce: theirs } = greeting.parse(message);
        step = 'welcome';
        send(socket, { nonce, proof: proofOf(place.secret, 'command', theirs) });
      } else if (step === 'welcome') {
        const { proof } = welcome.parse(message);
        if (!isProof(proof, place.secret, 'app', nonce)) {
          refuse();
          return;
        }
        step = 'open';
        clearTimeout(limit);
        resolve(ok(session));
      } else {
        const { id, result } = answerMessage.parse(message);
        pending.get(id)?.(result as Result<unknown>);
        pending.delete(id);
      }
    });
  });
}

const wentAway = (): AppError => errorFrom('cancelled', runtimeText.appWentAway);

function readPlace(folder: string): SocketPlace | null {
  try {
    const parsed = socketPlace.safeParse(JSON.parse(readFileSync(socketFile(folder), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const reach = (path: string): Promise<Socket | null> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.on('error', () => {
      socket.destroy();
      resolve(null);
    });
  });
