import { describe, expect, it } from 'vitest';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { valueOf } from '../../support/results.ts';
import { engineOverHttp, states, yes } from './engine.ts';

const engine = engineOverHttp();
const { wire, signedOut, apply, onServer, setRole, invite } = engine;

const membersPath = (id: string) => `/si/auth/workspace/${id}/members`;
const rolePath = (id: string) => `/si/auth/workspace/${id}/membership`;

describe('a server that lies, fails and cuts', () => {
  it('200 without a change is a failure', async () => {
    engine.server.faults([{ method: 'POST', path: rolePath(engine.production), fault: { kind: 'lie' } }]);
    const { plan } = valueOf(await apply([setRole(samplePeople.collaborator, 'APPROVER')]));
    expect(plan.items[0]?.state).toMatchObject({
      state: 'failed',
      error: { sentence: 'The server accepted the change, but nothing changed.' },
    });
  });

  it('500 in the middle: the others are done, the failed one can be finished', async () => {
    engine.server.faults([
      {
        method: 'POST',
        path: rolePath(engine.production),
        skip: 1,
        times: 1,
        fault: { kind: 'status', status: 500, body: { kind: 'InternalServerError', message: 'Oops' } },
      },
    ]);
    const { collaborator, unverified, approver } = samplePeople;
    const { plan } = valueOf(
      await apply([
        setRole(collaborator, 'APPROVER'),
        setRole(unverified, 'APPROVER'),
        setRole(approver, 'EDITOR'),
      ]),
    );
    expect(states(plan)).toEqual(['done', 'failed', 'done']);
    const rest = valueOf(await engine.changes.finish(plan.id));
    expect(rest.items).toHaveLength(1);
    expect(states(valueOf(await engine.changes.apply(rest.id, yes(rest))).plan)).toEqual(['done']);
    expect(onServer(engine.production, unverified)).toBe('APPROVER');
  });

  it('an answer cut off after the work was done is found to be done', async () => {
    engine.server.faults([
      { method: 'POST', path: rolePath(engine.production), times: 1, fault: { kind: 'cut' } },
    ]);
    const { plan } = valueOf(await apply([setRole(samplePeople.collaborator, 'APPROVER')]));
    expect(states(plan)).toEqual(['done']);
  });

  it('a connection broken before the work is a failure to try again', async () => {
    engine.server.faults([
      { method: 'POST', path: rolePath(engine.production), times: 1, fault: { kind: 'offline' } },
    ]);
    const { plan } = valueOf(await apply([setRole(samplePeople.collaborator, 'APPROVER')]));
    expect(plan.items[0]?.state).toMatchObject({ state: 'failed', error: { retryable: true } });
    expect(plan.unfinished).toBe(1);
    expect(onServer(engine.production, samplePeople.collaborator)).toBe('EDITOR');
  });

  it('a garbled answer is resolved by reading back', async () => {
    engine.server.faults([
      {
        method: 'POST',
        path: membersPath(engine.production),
        times: 1,
        fault: { kind: 'garble', as: 'html' },
      },
    ]);
    const { plan } = valueOf(await apply([invite('fresh@northwind.example', null)]));
    expect(states(plan)).toEqual(['done']);
    expect(signedOut).toEqual([]);
  });

  it('the half-done invitation is visible and can be finished', async () => {
    engine.server.faults([
      {
        method: 'POST',
        path: rolePath(engine.production),
        times: 1,
        fault: { kind: 'status', status: 500, body: {} },
      },
    ]);
    const { plan } = valueOf(await apply([invite('fresh@northwind.example', 'APPROVER')]));
    expect(states(plan)).toEqual(['done', 'failed']);
    expect(onServer(engine.production, 'fresh@northwind.example')).toBe('EDITOR');
    const rest = valueOf(await engine.changes.finish(plan.id));
    expect(states(valueOf(await engine.changes.apply(rest.id, yes(rest))).plan)).toEqual(['done']);
    expect(onServer(engine.production, 'fresh@northwind.example')).toBe('APPROVER');
  });

  it('a change stays unverified until its server is reachable again', async () => {
    engine.server.faults([
      { method: 'POST', path: rolePath(engine.production), fault: { kind: 'cut' } },
      { method: 'GET', path: membersPath(engine.production), fault: { kind: 'offline' } },
    ]);
    const { plan } = valueOf(
      await apply([
        setRole(samplePeople.collaborator, 'APPROVER'),
        setRole(samplePeople.unverified, 'APPROVER'),
      ]),
    );
    expect(states(plan)[0]).toBe('unverified');
    engine.server.clearFaults();
    expect(states(valueOf(await engine.changes.readBack(plan.id)))[0]).toBe('done');
  });
});

describe('an app killed in the middle', () => {
  const killed = () => new Promise<void>(() => undefined);

  it.each([
    ['after the server did it', 'after', 'done'],
    ['before the request left', 'before', 'failed'],
  ] as const)('reads back at the next start and repeats nothing: %s', async (_, when, expected) => {
    const { collaborator, unverified } = samplePeople;
    const plan = valueOf(
      await engine.changes.plan([setRole(collaborator, 'APPROVER'), setRole(unverified, 'APPROVER')]),
    );
    await new Promise<void>((resolve) => {
      const die = () => {
        resolve();
        return killed();
      };
      if (when === 'before') wire.beforeWrite = die;
      else wire.afterWrite = die;
      void engine.changes.apply(plan.id, yes(plan));
    });
    expect(states(engine.store.ledger.plan(plan.id) ?? plan)).toEqual(['sent', 'pending']);
    let writes = 0;
    wire.beforeWrite = async () => void (writes += 1);
    wire.afterWrite = null;
    await engine.restart();
    await engine.changes.recover();
    expect(writes).toBe(0);
    const receipt = valueOf(engine.changes.get(plan.id));
    expect(receipt.status).toBe('interrupted');
    expect(states(receipt)).toEqual([expected, 'pending']);
    const rest = valueOf(await engine.changes.finish(plan.id));
    expect(states(valueOf(await engine.changes.apply(rest.id, yes(rest))).plan)).not.toContain('failed');
    expect([onServer(engine.production, collaborator), onServer(engine.production, unverified)]).toEqual([
      'APPROVER',
      'APPROVER',
    ]);
  });
});
