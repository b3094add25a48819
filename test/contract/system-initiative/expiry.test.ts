import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { readExpiry } from '../../../src-main/providers/system-initiative/expiry.ts';
import { sampleWorkspaces, startTestInstance, type TestInstance } from '../../support/instance.ts';
import { start as now } from '../../support/time.ts';

let server: TestInstance;
beforeAll(async () => {
  server = await startTestInstance({ now: () => now });
});
afterAll(() => server.close());

const created = z.object({ authToken: z.object({ expiresAt: z.iso.datetime() }) });

it.each([
  ...['1d', '7 days', '2h', '90m', '1M', '3600s', '2w', '1y', '100y', '0', 'never', '', ' 5m ', '1 Day'],
  ...['1000', '2000', '1000ms', '2000 milliseconds', '3600000', '0000', '500', '3600', '500ms', '1500 ms'],
  ...[
    '1 month',
    '1mo',
    '1h30m',
    '1.5h',
    '1y!',
    '-1h',
    '-1000',
    '0h',
    '0ms',
    'garbage',
    'tomorrow',
    '1 d 2 h',
  ],
  ...['7000y', '10000y', '9999999y', '9'.repeat(100), 'd'.repeat(101), `1${' '.repeat(98)}d`],
])('it predicts what the server makes of the expiry “%s”', async (text) => {
  const workspace = server.workspaceId(sampleWorkspaces.production);
  const answer = await server.call('POST', `/workspaces/${workspace}/authTokens`, {
    body: { name: 'x', expiration: text },
  });
  const read = created.safeParse(answer.json).data;
  const reading = readExpiry(text, now);
  expect(reading.reading === 'instant' ? reading.expiresAt : null).toBe(
    read === undefined ? null : Date.parse(read.authToken.expiresAt),
  );
});
