import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const suffixes = { 'tar.gz': 'linux', dmg: 'darwin', exe: 'win32' };

/**
 * The feed that offers a release: the manifest of its files, and the signature over it.
 * @param {{ folder: string, version: string, rollout: number, notes: string, privateKey: string }} release the key as PEM
 * @returns {string}
 */
export function makeFeed({ folder, version, rollout, notes, privateKey }) {
  const named = new RegExp(
    `^steward-${version.replaceAll('.', '\\.')}-(x64|arm64|universal)\\.(tar\\.gz|dmg|exe)$`,
  );
  const files = readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const [, arch, suffix] = named.exec(name) ?? [];
      if (suffix === undefined) return [];
      const content = readFileSync(join(folder, name));
      const sha512 = createHash('sha512').update(content).digest('hex');
      return [{ platform: suffixes[suffix], arch, name, bytes: content.length, sha512 }];
    });
  const signed = JSON.stringify({ product: 'steward', version, rollout, notes, files });
  const signature = sign(null, Buffer.from(signed), createPrivateKey(privateKey)).toString('base64');
  return `${JSON.stringify({ signed, signature })}\n`;
}

/** The public half, as the build takes it in STEWARD_UPDATE_KEY. */
export const publicKeyOf = (privateKey) =>
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
