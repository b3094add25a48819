import { beforeEach, describe, expect, it } from 'vitest';
import { createActivityLog } from '../../../src-main/app/log/activity-log.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { AppStatus } from '../../../src-preload/contract/app.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { UpdateState } from '../../../src-preload/contract/updates.ts';

/** Everything that must not be in a log, in each place that has text of users and servers. */
const hidden = {
  name: 'Ana Lee',
  email: 'ana@northwind.example',
  host: 'auth.northwind.example',
  token: 'pat_0123456789abcdef',
  label: 'Northwind',
  workspace: '01HZWORKSPACE',
};
const address = `https://${hidden.host}/api`;
const sentence = `${hidden.label}: ${hidden.name} <${hidden.email}> at ${address} with ${hidden.token}`;
const error = { ...plainError('forbidden', sentence, sentence), detail: sentence };

let lines: { level: string; text: string }[];
let status: AppStatus;
let list: Connection[] | null;
let update: UpdateState;

function connectionWith(health: Connection['health'], signIn: Connection['signIn']): Connection {
  const connection: Partial<Connection> = {
    id: 'c1',
    provider: 'system-initiative',
    productName: 'System Initiative',
    address,
    label: hidden.label,
    health,
    signIn,
  };
  // The log looks at these alone.
  return connection as Connection;
}

beforeEach(() => {
  lines = [];
  list = null;
  update = { state: 'off' };
  status = {
    vault: { state: 'open', backend: 'keyring', name: hidden.name },
    storage: { state: 'open', mode: 'disk', path: `/home/${hidden.name}` },
    online: true,
    instance: { state: 'stopped' },
  } as unknown as AppStatus;
});

function start() {
  const write = (level: string) => (fields: object, message?: string) =>
    void lines.push({ level, text: JSON.stringify({ ...fields, message }) });
  return createActivityLog({
    log: { debug: write('debug'), info: write('info'), warn: write('warn') } as Parameters<
      typeof createActivityLog
    >[0]['log'],
    status: () => status,
    connections: () => list,
    updates: () => update,
  });
}
const written = () => lines.map(({ level, text }) => `${level} ${text}`).join('\n');

/** A plan with an item of each of these ends. */
function planWith(states: readonly Plan['items'][number]['state'][]): Plan {
  const items = states.map((state) => ({
    title: sentence,
    fact: sentence,
    request: {
      type: 'member.invite',
      connectionId: 'c1',
      workspaceId: hidden.workspace,
      email: hidden.email,
    },
    state,
  }));
  return { id: 'p1', title: sentence, status: 'finished', items, alsoChanged: [sentence] } as unknown as Plan;
}

describe('the log of what Steward does', () => {
  it('has nothing of names, e-mail addresses, servers, their IDs and tokens, whatever happens', () => {
    const activity = start();
    activity.noteEvent({ topic: 'status' });
    list = [
      connectionWith(
        { state: 'failing', error, since: 0, retryAt: null },
        { state: 'signed-out', reason: sentence },
      ),
    ];
    activity.noteEvent({ topic: 'connections' });
    update = { state: 'failed', error };
    activity.noteEvent({ topic: 'updates' });
    status = { ...status, instance: { state: 'failed', sentence, nextStep: sentence } };
    activity.noteEvent({ topic: 'status' });
    activity.refreshed('c1', 'workspaces');
    activity.refreshed('c1', 'members');
    activity.applied(
      planWith([
        { state: 'failed', at: 0, error },
        { state: 'done', at: 0, words: sentence },
      ]),
    );
    activity.settingsChanged(['proxyServer']);
    expect(lines.length).toBeGreaterThan(8);
    for (const secret of Object.values(hidden)) expect(written()).not.toContain(secret);
  });

  it('says once that a connection is signed in, fails with its kind of error, and answers again', () => {
    const activity = start();
    const signedIn = { state: 'signed-in', credential: 'session' } as const;
    const is = (health: Connection['health']) => {
      list = [connectionWith(health, signedIn)];
      activity.noteEvent({ topic: 'connections' });
    };
    is({ state: 'unknown' });
    is({ state: 'ok', at: 1 });
    is({ state: 'ok', at: 2 });
    is({ state: 'failing', error, since: 3, retryAt: 4 });
    is({ state: 'failing', error, since: 3, retryAt: 9 });
    is({ state: 'ok', at: 10 });
    list = [];
    activity.noteEvent({ topic: 'connections' });
    const of = '"connection":"c1","system":"system-initiative"';
    expect(lines.map(({ level, text }) => `${level} ${text}`)).toEqual([
      `info {${of},"message":"signed-in"}`,
      `info {${of},"message":"answers"}`,
      `warn {${of},"error":"forbidden","message":"refresh failed"}`,
      `info {${of},"message":"answers"}`,
      'info {"connection":"c1","message":"connection removed"}',
    ]);
  });

  it('takes a connection for removed only while the databases are open', () => {
    const activity = start();
    list = [connectionWith({ state: 'unknown' }, { state: 'signed-in', credential: 'session' })];
    activity.noteEvent({ topic: 'connections' });
    list = null;
    status = {
      ...status,
      vault: { state: 'locked', by: 'passphrase', name: '' },
      storage: { state: 'closed' },
    };
    activity.noteEvent({ topic: 'status' });
    expect(written()).not.toContain('removed');
    expect(written()).toContain('info {"state":"locked","message":"vault"}');
    expect(written()).toContain('info {"state":"closed","message":"storage"}');
  });

  it('counts the changes of a plan by their kind and end, and warns of what failed or isn’t known', () => {
    const activity = start();
    activity.applied(
      planWith([
        { state: 'done', at: 0, words: '' },
        { state: 'done', at: 0, words: '' },
      ]),
    );
    activity.applied(
      planWith([
        { state: 'done', at: 0, words: '' },
        { state: 'unverified', at: 0, words: '' },
      ]),
    );
    expect(lines.map(({ level }) => level)).toEqual(['info', 'warn']);
    expect(lines[0]?.text).toContain('"changes":{"member.invite":2},"outcomes":{"done":2}');
    expect(lines[1]?.text).toContain('"outcomes":{"done":1,"unknown":1}');
  });

  it('notes a refreshed connection at info, and each of its many lists at debug alone', () => {
    const activity = start();
    activity.refreshed('c1', 'workspaces');
    activity.refreshed('c1', 'tokens');
    expect(lines.map(({ level }) => level)).toEqual(['info', 'debug']);
  });

  it('notes a check for updates by its state and the version that it found', () => {
    const activity = start();
    update = { state: 'available', version: '1.2.0', notes: sentence, bytes: 1 };
    activity.noteEvent({ topic: 'updates' });
    expect(written()).toBe('info {"state":"available","version":"1.2.0","message":"update"}');
  });
});
