import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { parseJson } from '../../../src-preload/shared/json.ts';
import { plainError } from '../../base/errors.ts';
import {
  encryptKey,
  newChannelKeys,
  openPayload,
  readPublicKey,
  sealPayload,
  type SealedPayload,
} from './secure-channel-codec.ts';
import { envelope } from './wire.ts';
import { systemText } from './text.ts';

/** An open secure channel: what it takes to send a change over it and to read the answer. */
export interface Channel {
  readonly headers: Readonly<Record<string, string>>;
  seal(body: unknown): SealedPayload;
  /**
   * The answer's JSON. A refusal may also come plainly, as the gateway can't encrypt for a channel that it has lost; anything else
   * that is not sealed with this channel's key, was changed on the way or came before is refused.
   */
  open(json: unknown, refused: boolean): Result<unknown>;
}

/** The three calls it is opened and closed with; they are never encrypted themselves. */
export interface ChannelCalls {
  publicKey(signal: AbortSignal): Promise<Result<{ keyId: string; publicKey: string }>>;
  session(
    body: { keyId: string; encryptedRequestKey: string; encryptedResponseKey: string },
    signal: AbortSignal,
  ): Promise<Result<{ sessionId: string }>>;
  close(headers: Readonly<Record<string, string>>): Promise<unknown>;
}

export interface SecureChannels {
  /** Lends the channel, opened where there is none; it isn't closed before `done` was called. */
  borrow(): Promise<Result<{ channel: Channel; done: () => void }>>;
  /** Discards this channel: the next `borrow` opens another. */
  drop(channel: Channel): void;
}

/** Runs something after so many ms, unless the returned function is called before. */
export type Schedule = (ms: number, run: () => void) => () => void;

export const scheduleByTimer: Schedule = (ms, run) => {
  const timer = setTimeout(run, ms);
  // An idle channel must not keep a program from ending.
  timer.unref();
  return () => {
    clearTimeout(timer);
  };
};

const channelVersion = '2';
const idleMs = 2 * 60_000;

interface Open {
  channel: Channel;
  users: number;
  cancelClosing: () => void;
  forgetKeys: () => void;
}

/** The one channel of a session: opened for its first change, shared by all, closed when no change came for two minutes. */
export function createSecureChannels(calls: ChannelCalls, schedule: Schedule): SecureChannels {
  let current: Open | null = null;
  let opening: Promise<Result<Open>> | null = null;

  async function openOne(): Promise<Result<Open>> {
    // Without a caller's signal: other callers wait for it too, even if the first one gives up.
    const { signal } = new AbortController();
    const offered = await calls.publicKey(signal);
    if (!offered.ok) return offered;
    const publicKey = readPublicKey(offered.value.publicKey);
    if (publicKey === null) return fail(unusableKey());
    const keys = newChannelKeys();
    const opened = await calls.session(
      {
        keyId: offered.value.keyId,
        encryptedRequestKey: encryptKey(publicKey, keys.requestKey),
        encryptedResponseKey: encryptKey(publicKey, keys.responseKey),
      },
      signal,
    );
    if (!opened.ok) return opened;
    current = {
      channel: createChannel(opened.value.sessionId, keys.requestKey, keys.responseKey),
      users: 0,
      cancelClosing: () => undefined,
      forgetKeys: () => {
        keys.requestKey.fill(0);
        keys.responseKey.fill(0);
      },
    };
    return ok(current);
  }

  async function present(): Promise<Result<Open>> {
    if (current !== null) return ok(current);
    opening ??= openOne().finally(() => {
      opening = null;
    });
    return opening;
  }

  function closeIdle(one: Open): void {
    if (current === one) current = null;
    one.forgetKeys();
    // The server also ends it on its own, so it doesn't matter whether this arrives.
    void calls.close(one.channel.headers);
  }

  return {
    async borrow() {
      const opened = await present();
      if (!opened.ok) return opened;
      const one = opened.value;
      one.cancelClosing();
      one.users += 1;
      return ok({
        channel: one.channel,
        done() {
          one.users -= 1;
          if (one.users > 0) return;
          if (current !== one) one.forgetKeys();
          else
            one.cancelClosing = schedule(idleMs, () => {
              closeIdle(one);
            });
        },
      });
    },
    drop(channel) {
      if (current?.channel === channel) current = null;
    },
  };
}

function createChannel(id: string, requestKey: Buffer, responseKey: Buffer): Channel {
  const seen = new Set<string>();
  return {
    headers: { 'x-sc-session-id': id, 'x-sc-version': channelVersion },
    seal: (body) => sealPayload(requestKey, Buffer.from(JSON.stringify(body))),
    open(json, refused) {
      const payload = openPayload(responseKey, json);
      if (!payload.opened) {
        if (payload.why !== 'not-sealed') return fail(unreadableAnswer(payload.why));
        const plain = envelope.safeParse(json);
        const isRefusal = plain.success ? !plain.data.success : refused;
        return isRefusal ? ok(json) : fail(unreadableAnswer(payload.why));
      }
      if (seen.has(payload.iv)) return fail(unreadableAnswer('replayed'));
      seen.add(payload.iv);
      try {
        return ok(parseJson(new TextDecoder('utf-8', { fatal: true }).decode(payload.plaintext)));
      } catch {
        return fail(unreadableAnswer('not JSON'));
      }
    },
  };
}

/** The change may have been made: what came back can't be trusted to say. */
function unreadableAnswer(why: string): AppError {
  return {
    ...plainError(
      'malformed',
      why === 'not-sealed' ? systemText.answerUnencrypted : systemText.answerAltered,
      systemText.checkAndReport,
      `secure channel: ${why}`,
    ),
    retryable: false,
  };
}

const unusableKey = (): AppError => plainError('not-allowed', systemText.weakKey, systemText.contactGateway);
