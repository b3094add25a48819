import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const keys = generateKeyPairSync('ed25519');
export const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

/** A feed whose signature is this key’s; another one in tests of forged feeds. */
export const signedFeed = (manifest: unknown, key = keys.privateKey): string => {
  const signed = JSON.stringify(manifest);
  return JSON.stringify({ signed, signature: sign(null, Buffer.from(signed), key).toString('base64') });
};

export const manifestOf = (version: string, content: Buffer, more: object = {}) => ({
  product: 'steward',
  version,
  rollout: 100,
  notes: 'Faster searches.',
  files: [
    {
      platform: 'linux',
      arch: 'x64',
      name: 'steward.tar.gz',
      bytes: content.length,
      sha512: createHash('sha512').update(content).digest('hex'),
    },
  ],
  ...more,
});

/** A feed on this computer. What isn’t in `files` is missing, and all requests are noted. */
export async function startFeed() {
  const files = new Map<string, Buffer | ((response: ServerResponse) => void)>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const file = files.get(request.url ?? '');
    if (typeof file === 'function') file(response);
    else response.writeHead(file === undefined ? 404 : 200).end(file);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // It listens on a port.
  const { port } = server.address() as AddressInfo;
  return {
    files,
    asked,
    url: `http://127.0.0.1:${port}/feed.json`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
