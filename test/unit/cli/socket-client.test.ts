import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectToApp } from '../../../src-main/cli/runtime/socket-client.ts';
import { socketFile } from '../../../src-main/cli/runtime/socket-protocol.ts';

it.skipIf(process.platform === 'win32')(
  'gives up on an app that takes the call and says nothing',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-silent-'));
    const path = join(folder, 'app.sock');
    const app = createServer();
    await new Promise<void>((resolve) => app.listen(path, resolve));
    await writeFile(socketFile(folder), JSON.stringify({ path, secret: 'x'.repeat(43) }));
    const connected = await connectToApp(folder, 20);
    app.close();
    await rm(folder, { recursive: true });
    expect(connected).toMatchObject({
      ok: false,
      error: { kind: 'store-unavailable', sentence: 'Steward is open but doesn’t answer.' },
    });
  },
);
