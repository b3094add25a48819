import { generateKeyPair, randomUUID, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { done, fail, type Outcome } from './failures.ts';
import { open, seal, unwrapKey, type Payload } from './secure-channel-codec.ts';
import { validate } from './rules.ts';

/** How long a channel is good for, in milliseconds. */
export const channelLifetime = 10 * 60_000;
const channelVersion = '2';

export interface Channel {
  readonly id: string;
  readonly personId: string;
  readonly requestKey: Buffer;
  readonly responseKey: Buffer;
  readonly expiresAt: number;
  /** Of the requests so far; it goes with the channel. */
  readonly seenIvs: Set<string>;
}

export interface SecureChannels {
  publicKey(): Promise<{ readonly keyId: string; readonly publicKey: string; readonly algorithm: string }>;
  openChannel(
    personId: string,
    body: unknown,
  ): Promise<Outcome<{ readonly sessionId: string; readonly expiresAt: string }>>;
  /** This person's channel of that id, if it still lives. */
  find(id: string | undefined, version: string | undefined, personId: string): Outcome<Channel>;
  close(channel: Channel): void;
}

const openBody = z.object({
  keyId: z.string(),
  encryptedRequestKey: z.base64(),
  encryptedResponseKey: z.base64(),
});

const generate = promisify(generateKeyPair);

/** The channels of one running instance; like the real gateway's, they don't outlive it. */
export function createSecureChannels(now: () => number): SecureChannels {
  const channels = new Map<string, Channel>();
  const keyId = randomUUID();
  let pair: Promise<{ readonly publicKey: KeyObject; readonly privateKey: KeyObject }> | null = null;
  // Made when first asked for: it takes a moment, and most clients never ask.
  const keys = () => (pair ??= generate('rsa', { modulusLength: 2048 }));

  return {
    async publicKey() {
      const { publicKey } = await keys();
      const der = publicKey.export({ type: 'spki', format: 'der' });
      return { keyId, publicKey: der.toString('base64'), algorithm: 'RSA-OAEP-2048' };
    },
    async openChannel(personId, body) {
      const checked = validate(openBody, body);
      if (!checked.ok) return checked;
      const { privateKey } = await keys();
      const requestKey = unwrapKey(privateKey, checked.value.encryptedRequestKey);
      const responseKey = unwrapKey(privateKey, checked.value.encryptedResponseKey);
      // One key for both ways would let an answer be sent back as a request.
      const usable = requestKey && responseKey && !requestKey.equals(responseKey);
      if (!usable || checked.value.keyId !== keyId) return fail('badPayload');
      for (const [id, { expiresAt }] of channels) if (expiresAt <= now()) channels.delete(id);
      const id = randomUUID();
      const expiresAt = now() + channelLifetime;
      channels.set(id, { id, personId, requestKey, responseKey, expiresAt, seenIvs: new Set() });
      return done({ sessionId: id, expiresAt: new Date(expiresAt).toISOString() });
    },
    find(id, version, personId) {
      const channel = id === undefined ? undefined : channels.get(id);
      if (channel?.personId !== personId || channel.expiresAt <= now()) return fail('channelNotFound');
      return version === channelVersion ? done(channel) : fail('badPayload');
    },
    close({ id }) {
      channels.delete(id);
    },
  };
}

/** What a request says. A request that comes twice is refused, even word for word. */
export function readSealed(channel: Channel, payload: unknown): Outcome<unknown> {
  const opened = open(channel.requestKey, payload);
  if (!opened || channel.seenIvs.has(opened.iv)) return fail('badPayload');
  channel.seenIvs.add(opened.iv);
  try {
    const value: unknown = JSON.parse(opened.plaintext.toString('utf8'));
    return done(value);
  } catch {
    return fail('badPayload');
  }
}

export function sealAnswer(channel: Channel, body: unknown): Payload {
  return seal(channel.responseKey, Buffer.from(JSON.stringify(body)));
}
