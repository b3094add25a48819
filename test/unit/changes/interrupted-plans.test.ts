import { describe, expect, it, vi } from 'vitest';
import { plainError } from '../../../src-main/base/errors.ts';
import { roleOf } from './fake-server.ts';
import { error, states, value, yes } from './plans.ts';
import { createToken, setRole } from './requests.ts';
import { world } from './world.ts';

describe('a plan can be stopped, and survives being killed', () => {
  it('stops between items', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER'), setRole('finn', 'APPROVER')]));
    it.server.onPerform = async (_, work) => {
      it.changes.stop(plan.id);
      return work();
    };
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(states(receipt)).toEqual(['done', 'pending']);
    expect(receipt.status).toBe('stopped');
  });

  it.each([
    ['the request had arrived', true, 'done'],
    ['the request had not arrived', false, 'failed'],
  ])('reads back after a crash, repeating nothing: %s', async (_, arrived, expected) => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER'), setRole('finn', 'APPROVER')]));
    const reached = new Promise<void>((resolve) => {
      it.server.onPerform = (_request, work) => {
        if (arrived) work();
        resolve();
        return new Promise(() => undefined);
      };
    });
    void it.changes.apply(plan.id, yes(plan));
    await reached;
    it.restart();
    it.server.onPerform = null;
    it.server.sent.length = 0;
    await it.changes.recover();
    const receipt = value(it.changes.get(plan.id));
    expect(states(receipt)).toEqual([expected, 'pending']);
    expect(receipt.status).toBe('interrupted');
    expect(it.server.sent).toEqual([]);
    const rest = value(await it.changes.finish(plan.id));
    expect(states(value(await it.changes.apply(rest.id, yes(rest))).plan)).not.toContain('failed');
    expect([roleOf(it.server, 'dana'), roleOf(it.server, 'finn')]).toEqual(['APPROVER', 'APPROVER']);
  });

  it('looks again some minutes later where the server fails after a crash', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    const reached = new Promise<void>((resolve) => {
      it.server.onPerform = (_request, work) => {
        work();
        resolve();
        return new Promise(() => undefined);
      };
    });
    void it.changes.apply(plan.id, yes(plan));
    await reached;
    it.restart();
    it.server.onFetch = () => plainError('server', 'The server failed.', 'Try again.');
    await it.changes.recover();
    expect(states(value(it.changes.get(plan.id)))).toEqual(['sent']);
    it.server.onFetch = null;
    it.later.at(-1)?.run();
    await vi.waitFor(() => expect(states(value(it.changes.get(plan.id)))).toEqual(['done']));
  });

  it('sends nothing when the disk is full', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    it.ledger.broken = plainError('disk-full', 'The disk is full.', 'Make room.');
    expect(error(await it.changes.apply(plan.id, yes(plan))).kind).toBe('disk-full');
    expect(it.server.sent).toEqual([]);
  });

  it('says that the receipt isn’t on disk, shows it all the same, and saves it when it closes at the latest', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([createToken('deploy')]));
    it.server.onPerform = async (_, work) => {
      const done = work();
      it.ledger.broken = plainError('disk-full', 'The disk is full.', 'Make room.');
      return done;
    };
    const applied = value(await it.changes.apply(plan.id, yes(plan)));
    expect(applied.unsaved?.sentence).toBe(
      'The receipt couldn’t be saved on this device yet: The disk is full.',
    );
    // The secret of the new token is shown once, so it must not go with the failure.
    expect([states(applied.plan), applied.reveals.length]).toEqual([['done'], 1]);
    expect(it.ledger.plan(plan.id)?.status).toBe('applying');
    expect(value(it.changes.get(plan.id)).status).toBe('finished');
    it.ledger.broken = null;
    await it.changes.close();
    expect(it.ledger.plan(plan.id)).toEqual(applied.plan);
  });
});
