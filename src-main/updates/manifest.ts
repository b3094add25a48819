import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { updatesText } from './text.ts';

const version = z.string().regex(/^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/i);

/** One release as its feed describes it. A later Steward may add fields. */
const manifest = z.object({
  product: z.literal('steward'),
  version,
  /** To how many of a hundred installations it is offered. */
  rollout: z.number().int().min(0).max(100),
  notes: z.string().max(10_000),
  files: z.array(
    z.object({
      platform: z.enum(['linux', 'darwin', 'win32']),
      arch: z.enum(['x64', 'arm64', 'universal']),
      /** Beside the feed: a name leads nowhere else. */
      name: z.string().regex(/^[\w-][\w.-]*$/),
      bytes: z.number().int().positive().max(1_000_000_000),
      sha512: z.string().regex(/^[0-9a-f]{128}$/),
    }),
  ),
});
export type Manifest = z.infer<typeof manifest>;
export type ReleaseFile = Manifest['files'][number];

/** What the feed holds: the manifest as text, and the signature over exactly that text. */
const feed = z.object({ signed: z.string(), signature: z.base64() });

/**
 * The manifest in the feed, if its signature is that of the key.
 * @param publicKey Ed25519, as DER (SPKI) in base64
 */
export function openManifest(content: string, publicKey: string): Result<Manifest> {
  const parsed = feed.safeParse(jsonOf(content));
  if (!parsed.success || !isSigned(parsed.data, publicKey))
    return fail(errorFrom('not-allowed', updatesText.notSigned));
  // Read only now: whatever isn't signed reaches no more code than it has to.
  const opened = manifest.safeParse(jsonOf(parsed.data.signed));
  return opened.success ? ok(opened.data) : fail(errorFrom('not-supported', updatesText.unreadable));
}

function isSigned({ signed, signature }: z.infer<typeof feed>, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, Buffer.from(signed, 'utf8'), key, Buffer.from(signature, 'base64'));
  } catch {
    // Not a key, or not a signature.
    return false;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
