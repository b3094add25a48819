import { expect, test } from '../support/app.ts';
import { scan } from '../support/scan.ts';
import { fuzzBridge } from '../torture/ipc.ts';

test('bad input on every call of the bridge breaks nothing, and leaves no trace of what was in it', async ({
  launch,
  userData,
}) => {
  test.setTimeout(240_000);
  const app = await launch({ vault: { passphrase: 'a passphrase of its own' } });
  const { calls, canaries, problems } = await fuzzBridge(app, 20_261_130, 6);
  expect(problems).toEqual([]);
  expect(calls).toBeGreaterThan(500);
  await app.quit();
  expect((await scan(userData, canaries)).hits).toEqual([]);
});
