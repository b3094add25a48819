import { expect, it, vi } from 'vitest';
import { startConnectedCore } from '../support/core.ts';

/* A window reads what it shows first while the app starts: refreshes would take the processor from it. */

it('the refreshes of a start begin after a moment, and not in an app that has been closed by then', async () => {
  const waiting = new Map<() => void, number>();
  const app = await startConnectedCore(
    {},
    {
      only: 'system-initiative',
      refreshesAfterMs: 1000,
      setTimer(callback, ms) {
        waiting.set(callback, ms);
        return () => waiting.delete(callback);
      },
    },
  );
  const refresh = vi.spyOn(app.core.sync, 'refresh');
  try {
    app.core.start();
    expect(refresh).not.toHaveBeenCalled();
    const [begin] = [...waiting].find(([, ms]) => ms === 1000) ?? [];
    begin?.();
    expect(refresh).toHaveBeenCalledExactlyOnceWith(app.connectionTo('system-initiative').id, 'background');
  } finally {
    await app.close();
  }
  expect([...waiting.values()]).not.toContain(1000);
});
