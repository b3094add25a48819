import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { startTestInstance, type Answer, type TestInstance } from '../../../support/instance.ts';
import { recorded } from '../../../support/recorded.ts';
import { start } from '../../../support/time.ts';

/*
 * Replays what was recorded from the real auth API, in its order, against the local instance. Steps that the recording
 * left out are made good between them ("off the record"). Ids must correspond one to one, times be there or not, and
 * all else be the same.
 */

const ulidPattern = /[0-9A-HJKMNP-TV-Z]{26}/g;
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const jwtPlaceholder = /<jwt (\{.*\})>/;
const jwtPattern = /[\w-]+\.[\w-]+\.[\w-]+/;

/** Recorded id → the id that stands for it here. */
const ids = new Map<string, string>();
const tokens = new Map<string, string>();
let server: TestInstance;
let noLocalLogin: TestInstance;

function sortKey(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const found = Object.entries(value).find(([key]) => ['email', 'displayName', 'name'].includes(key));
  return String(found?.[1]);
}

/** What both sides must have in common, with ids translated and times told by presence. */
function comparable(value: unknown, translate: (id: string) => string): unknown {
  if (Array.isArray(value)) {
    return value
      .toSorted((one, other) => sortKey(one).localeCompare(sortKey(other)))
      .map((item) => comparable(item, translate));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item, translate)]));
  }
  if (typeof value !== 'string') return value;
  if (timePattern.test(value)) return '(a time)';
  const recordedToken = jwtPlaceholder.exec(value);
  if (recordedToken) {
    const claims = z.record(z.string(), z.unknown()).parse(JSON.parse(recordedToken[1] ?? '{}'));
    return value.replace(recordedToken[0], Object.keys(claims).join(' '));
  }
  const ownToken = jwtPattern.exec(value);
  if (ownToken?.[0].startsWith('ey') === true) {
    return value.replace(ownToken[0], Object.keys(decodeJwt(ownToken[0])).join(' '));
  }
  return value.replaceAll(ulidPattern, translate);
}

/** Learns which of our ids stands for which recorded one, where both bodies have one at the same place. */
function learnIds(theirs: unknown, own: unknown): void {
  if (Array.isArray(theirs) && Array.isArray(own)) {
    const bySortKey = new Map(own.map((item) => [sortKey(item), item] as const));
    for (const item of theirs) learnIds(item, bySortKey.get(sortKey(item)));
  } else if (typeof theirs === 'object' && theirs !== null && typeof own === 'object' && own !== null) {
    const values = new Map(Object.entries(own));
    for (const [key, item] of Object.entries(theirs)) learnIds(item, values.get(key));
  } else if (typeof theirs === 'string' && typeof own === 'string') {
    if (theirs.length === 26 && own.length === 26 && ulidPattern.test(theirs) && !ids.has(theirs)) {
      ids.set(theirs, own);
    }
    ulidPattern.lastIndex = 0;
  }
}

const own = (recordedId: string): string => ids.get(recordedId) ?? recordedId;
const names: Readonly<Record<string, string>> = {
  production: '01M809PAB1F89AFQG9GATDV1GR',
  localDev: '01M809PAC8QQ3QESK6CV9NF2HY',
  remote: '01M809PADEGV6YRXJCYT7ZEMAR',
  trailing: '01M809PAEJ7QK8RQM512QZCTSW',
};

function workspaceOf(name: string): string {
  return own(names[name] ?? name);
}

/** A step the recording left out. */
async function offTheRecord(as: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await server.call(method, path, { token: tokens.get(as) ?? null, body });
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer;
}

function personId(name: string): string {
  return server.directory.people.byEmail(`${name}@example.com`)?.id ?? '';
}

async function newToken(as: string, expiration: string, name = `exp ${expiration}`): Promise<Answer> {
  return offTheRecord(as, 'POST', `/workspaces/${workspaceOf('production')}/authTokens`, {
    name,
    expiration,
  });
}

const before: Readonly<Record<string, () => Promise<unknown>>> = {
  'create unverified email': () =>
    offTheRecord('olivia', 'POST', '/workspaces/new', {
      instanceUrl: 'https://app.systeminit.com',
      displayName: '',
      isDefault: false,
      description: '',
    }),
  'invite existing 2': () =>
    offTheRecord('olivia', 'POST', `/workspace/${workspaceOf('production')}/members`, {
      email: 'april@example.com',
    }),
  'remove as editor': async () => {
    await offTheRecord('olivia', 'POST', `/workspace/${workspaceOf('production')}/membership`, {
      userId: personId('april'),
      role: 'APPROVER',
    });
    await offTheRecord('olivia', 'POST', `/workspace/${workspaceOf('production')}/members`, {
      email: 'nora@example.com',
    });
  },
  patch: () =>
    offTheRecord('olivia', 'POST', `/workspace/${workspaceOf('localDev')}/membership`, {
      userId: personId('olivia'),
      role: 'EDITOR',
    }),
  'setDefault by owner': async () => {
    await offTheRecord('olivia', 'PATCH', `/workspaces/${workspaceOf('production')}/approvalsEnabled`, {
      approvalsEnabled: true,
    });
    await offTheRecord('olivia', 'PATCH', `/workspaces/${workspaceOf('remote')}`, {
      instanceUrl: 'ftp://x.example/?q=1',
      displayName: 'Was remote',
      description: 'd',
    });
  },
  'create token 1y': () =>
    offTheRecord('eddie', 'PATCH', `/workspaces/${workspaceOf('production')}/setDefault`),
  'create token default exp': async () => {
    const made = await newToken('eddie', '2d', 'eddie token');
    learnIds({ authToken: { id: '01M809PBN04XDQS7FFTHG0QDQE' } }, made.json);
  },
  'token expiration "1 month"': async () => {
    for (const expiration of ['never', '0', '1d', '2 weeks', '1M']) await newToken('olivia', expiration);
  },
  'list tokens owner': async () => {
    for (const expiration of ['60s', '', ' 5m ', '100y']) await newToken('olivia', expiration);
    const last = z.object({ token: z.string() }).parse((await newToken('olivia', '1w')).json);
    tokens.set('automation of deleted ws', last.token);
  },
  'automation whoami': async () => {
    tokens.set('revoked automation', tokens.get('automation(olivia)') ?? '');
    await offTheRecord('automation(olivia)', 'POST', '/workspaces/new', {
      instanceUrl: 'https://app.systeminit.com',
      displayName: 'by automation',
      isDefault: false,
      description: '',
    });
  },
  'leave as editor': () =>
    offTheRecord('olivia', 'DELETE', `/workspace/${workspaceOf('production')}/members`, {
      email: 'newbie@example.net',
    }),
  'list hides quarantined': () => {
    server.directory.workspaces.update(workspaceOf('remote'), { quarantinedAt: server.directory.now() });
    return Promise.resolve();
  },
  'C unverified create token': () => {
    // Another run of the real server: its own ids, its own workspace.
    ids.set('01M809XDAR6E5HK1CPMVRD44TH', workspaceOf('trailing'));
    ids.set('01M809X75VF1VEW71KX2XTHMVX', personId('unver'));
    server.directory.memberships.add(workspaceOf('trailing'), personId('unver'), 'EDITOR');
    return Promise.resolve();
  },
};

beforeAll(async () => {
  const now = () => start;
  server = await startTestInstance({ seed: false, now });
  noLocalLogin = await startTestInstance({ seed: false, localLogin: false, now });
  for (const name of ['Olivia', 'April', 'Eddie', 'Nora', 'Unver', 'Quinn']) {
    const nickname = name.toLowerCase();
    server.directory.people.add({
      email: `${nickname}@example.com`,
      nickname,
      firstName: name,
      lastName: 'Example',
      emailVerified: name !== 'Unver',
      signupAt: start,
      quarantinedAt: name === 'Quinn' ? start : null,
    });
    tokens.set(nickname, await server.signInAs(`${nickname}@example.com`));
  }
  ids.set('01M809P9XT5HDAFMJYD6YZET85', personId('quinn'));
  ids.set('01M809P9TF5PCZ51TWTRX8TWQ3', personId('nora'));
  tokens.set('garbage bearer', 'garbage');
  tokens.set('jwt of missing user', await server.sign({ userId: '01M809P9PC5BA5KN5GM3F82AAD', iat: 1 }));
});

afterAll(async () => {
  await server.close();
  await noLocalLogin.close();
});

describe('every recorded exchange with the real auth API', () => {
  it.each(recorded.map((example, index) => [`${index + 1} ${example.label}`, example] as const))(
    'it answers as recorded: %s',
    async (_title, { label, as, request, response }) => {
      await before[label]?.();
      const target = label.startsWith('B ') ? noLocalLogin : server;
      const answer = await target.call(request.method, request.path.replaceAll(ulidPattern, own), {
        token: as === null ? null : (tokens.get(as) ?? null),
        body:
          request.body === undefined
            ? undefined
            : JSON.parse(JSON.stringify(request.body).replaceAll(ulidPattern, own)),
      });

      expect(answer.status, answer.text).toBe(response.status);
      expect(answer.headers.get('content-type')).toBe(response.headers['content-type']);
      expect(comparable(answer.headers.get('set-cookie'), (id) => id)).toBe(
        comparable(response.headers['set-cookie'] ?? null, (id) => id),
      );
      const body = answer.json ?? answer.text;
      learnIds(response.body, body);
      expect(comparable(body, (id) => id)).toEqual(comparable(response.body, own));

      const made = z.object({ token: z.string() }).safeParse(body);
      if (label === 'create token 1y' && made.success) tokens.set('automation(olivia)', made.data.token);
    },
  );

  it('it finds every recording', () => {
    expect(recorded).toHaveLength(78);
  });

  it('it gives every token the lifetime that the real server gave it', () => {
    const list = z.object({
      authTokens: z.array(
        z.object({ name: z.string().nullable(), createdAt: z.string(), expiresAt: z.string() }),
      ),
    });
    const lifetime = (token: { createdAt: string; expiresAt: string }) =>
      Date.parse(token.expiresAt) - Date.parse(token.createdAt);
    const told = list.parse(recorded.find(({ label }) => label === 'list tokens owner')?.response.body);
    expect(told.authTokens.length).toBeGreaterThan(10);
    const rows = server.directory.tokens.ofWorkspace(workspaceOf('production'));
    for (const token of told.authTokens.filter(({ name }) => name !== 'ci token')) {
      const row = rows.find(({ name }) => name === token.name);
      expect((row?.expiresAt ?? 0) - (row?.createdAt ?? 0), token.name ?? '(no name)').toBe(lifetime(token));
    }
  });
});
