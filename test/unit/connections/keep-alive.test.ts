import { expect, it } from 'vitest';
import { createKeepAlive } from '../../../src-main/connections/keep-alive.ts';
import type { LiveSession } from '../../../src-main/connections/types.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { ProviderSession } from '../../../src-main/providers/provider.ts';
import type { ConnectionRecord } from '../../../src-main/store/ledger/types.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { minute } from '../../../src-preload/shared/units.ts';
import { fakeApiVariant, fakeProvider } from '../../support/provider.ts';

const provider = fakeProvider({
  apiVariants: { only: { ...fakeApiVariant(), keepAliveMs: 3 * minute }, other: fakeApiVariant() },
});

function setUp(records: Partial<ConnectionRecord>[]) {
  const asked: string[] = [];
  let clock = 0;
  let pending: (() => void) | null = null;
  const keepAlive = createKeepAlive({
    // Only these fields are looked at.
    ledger: { connections: () => records as ConnectionRecord[] },
    sessionFor(id) {
      const record = records.find((one) => one.id === id) as ConnectionRecord;
      const whoami: ProviderSession['whoami'] = async () => {
        asked.push(`${id} at ${clock / minute}`);
        return fail(plainError('offline', '', ''));
      };
      return ok({ record, provider, session: { whoami } } as unknown as LiveSession);
    },
    setTimer(run) {
      pending = run;
      return () => (pending = null);
    },
    now: () => clock,
  });
  keepAlive.start();
  return {
    asked,
    keepAlive,
    pass(minutes: number) {
      for (let n = 0; n < minutes; n += 1) {
        clock += minute;
        pending?.();
      }
    },
  };
}

it('it keeps alive only the sign-ins that end when unused', () => {
  const { asked, pass } = setUp([
    { id: 'a', apiVariant: 'only', signedOut: null },
    { id: 'b', apiVariant: 'other', signedOut: null },
    { id: 'c', apiVariant: 'only', signedOut: 'You signed out.' },
  ]);
  pass(7);
  expect(asked).toEqual(['a at 3', 'a at 6']);
});

it('it stops with the app', () => {
  const { asked, pass, keepAlive } = setUp([{ id: 'a', apiVariant: 'only', signedOut: null }]);
  keepAlive.stop();
  pass(10);
  expect(asked).toEqual([]);
});
