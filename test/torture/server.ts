import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createRandom } from '../../src-main/local-instance/random.ts';
import {
  instanceTypeOf,
  managedUrl,
} from '../../src-main/local-instance/dialects/system-initiative/rules.ts';
import { formatExtra } from '../../src-main/local-instance/dialects/system-initiative/workspace-extra.ts';
import { startInstance, type Instance } from '../../src-main/local-instance/server.ts';
import {
  digestOf,
  domains,
  type Answer,
  type FromServer,
  type ServerJournal,
  type ToServer,
} from './answers.ts';

/*
 * A process of its own: the local instance behind a door that notes every list before it goes out and every change as it comes in. Before
 * a roster goes out it often becomes another one, as a whole: half of one in a store is then no list that was ever given.
 */

const sizes = { kept: [1200, 250, 30], erased: [150] } as const;
const random = createRandom(Number(process.argv[2] ?? '1'));
const instance = await startInstance({ directoryPath: ':memory:', port: 0, seed: false });
const { directory } = instance;
const mine = 'system-initiative';

interface Pool {
  ownerId: string;
  people: string[];
  generation: number;
  here: Set<string>;
}
const pools = new Map<string, Pool>();

function addOwner(domain: string) {
  const at = Date.now();
  return directory.people.add({
    email: `owner@${domain}`,
    nickname: 'owner',
    firstName: 'Olga',
    lastName: 'Owner',
    emailVerified: true,
    signupAt: at,
    tosAcceptedAt: at,
  }).id;
}

function addPlace(ownerId: string, domain: string, size: number): void {
  directory.bulk(() => {
    const { id } = directory.workspaces.add({
      system: mine,
      name: `Place of ${size}`,
      description: null,
      creatorId: ownerId,
      extra: formatExtra({
        instanceType: instanceTypeOf(managedUrl),
        instanceUrl: managedUrl,
        secret: directory.newId(),
        isDefault: false,
        isFavourite: false,
        isHidden: false,
        approvalsEnabled: false,
      }),
    });
    directory.memberships.add(id, ownerId, 'OWNER');
    const people = Array.from({ length: size }, (_, n) => {
      const email = `person${n}.of${size}@${domain}`;
      return (directory.people.byEmail(email) ?? directory.people.add({ email, nickname: `Person ${n}` })).id;
    });
    pools.set(id, { ownerId, people, generation: 0, here: new Set() });
    nextGeneration(id);
  });
}

/** Another three quarters of the pool, everybody in another role than before: any mixture of two generations shows. */
function nextGeneration(workspaceId: string): void {
  const pool = pools.get(workspaceId);
  if (!pool) return;
  pool.generation += 1;
  const role = pool.generation % 2 === 0 ? 'EDITOR' : 'APPROVER';
  const start = Math.floor(random() * pool.people.length);
  const wanted = new Set(
    Array.from(
      { length: Math.ceil(pool.people.length * 0.75) },
      (_, n) => pool.people[(start + n) % pool.people.length] ?? '',
    ),
  );
  directory.transaction(() => {
    for (const id of pool.here) if (!wanted.has(id)) directory.memberships.remove(workspaceId, id);
    for (const id of wanted)
      if (pool.here.has(id)) directory.memberships.setRole(workspaceId, id, role);
      else directory.memberships.add(workspaceId, id, role);
    directory.workspaces.update(workspaceId, { name: `Place of ${pool.people.length} (${pool.generation})` });
  });
  pool.here = wanted;
}

function fill(): void {
  const owners = { kept: addOwner(domains.kept), erased: addOwner(domains.erased) };
  for (const size of sizes.kept) addPlace(owners.kept, domains.kept, size);
  for (const size of sizes.erased) addPlace(owners.erased, domains.erased, size);
}

let answers: Answer[] = [];
let arrivals: string[] = [];

/** The lists by their paths, and what of a row is compared. */
function note(path: string, body: string): void {
  const at = Date.now();
  const add = (key: string, rows: string[], people = rows) =>
    answers.push({ key, digest: digestOf(rows), people: digestOf(people), rows: rows.length, at });
  const [, members] = /^\/si\/auth\/workspace\/([^/]+)\/members$/.exec(path) ?? [];
  const [, tokens] = /^\/si\/auth\/workspaces\/([^/]+)\/authTokens$/.exec(path) ?? [];
  // The instance's own answers.
  if (members !== undefined) {
    const rows = JSON.parse(body) as { email: string; role: string }[];
    add(
      `members ${members}`,
      rows.map(({ email, role }) => `${email} ${role}`),
      rows.map(({ email }) => email),
    );
  } else if (tokens !== undefined) {
    const { authTokens } = JSON.parse(body) as { authTokens: { name: string }[] };
    add(
      `tokens ${tokens}`,
      authTokens.map(({ name }) => name),
    );
  } else if (path === '/si/auth/workspaces') {
    const rows = JSON.parse(body) as { id: string; displayName: string }[];
    add(
      'workspaces',
      rows.map(({ id, displayName }) => `${id} ${displayName}`),
    );
  }
}

let busy = 0;
const idle: (() => void)[] = [];

async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url: path = '/' } = request;
  const body = await text(request);
  if (method === 'GET') {
    const [, workspaceId] = /^\/si\/auth\/workspace\/([^/]+)\/members$/.exec(path) ?? [];
    if (workspaceId !== undefined && random() < 0.6) nextGeneration(workspaceId);
  } else if (path.endsWith('/auth/local-login')) {
    // Asking how to sign in changes nothing, so it may arrive again.
    await pause();
  } else {
    arrivals.push(`${method} ${path} ${body}`);
    await pause();
  }
  const headers: Record<string, string> = {};
  for (const name of ['authorization', 'content-type']) {
    const found = request.headers[name];
    if (typeof found === 'string') headers[name] = found;
  }
  const answer = await fetch(`http://127.0.0.1:${instance.port}${path}`, {
    method,
    headers,
    ...(method === 'GET' || body === '' ? {} : { body }),
  });
  const said = await answer.text();
  if (method === 'GET' && answer.status === 200) note(path, said);
  if (method !== 'GET') await pause();
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
  response.end(said);
}

/** A network's delay, so that an end can fall between a request and its answer. */
const pause = () => new Promise((resolve) => setTimeout(resolve, random() * 15));

const door = createServer((request, response) => {
  busy += 1;
  pass(request, response)
    .catch(() => response.destroy())
    .finally(() => {
      busy -= 1;
    });
});
door.on('connection', (socket) => socket.on('close', tellIdle));

/** Nobody is connected any more, so whatever a killed child sent has been answered. */
function tellIdle(): void {
  door.getConnections((_, open) => {
    if (open === 0 && busy === 0) for (const done of idle.splice(0)) done();
    else if (idle.length > 0) setTimeout(tellIdle, 2);
  });
}

function journal(): ServerJournal {
  const emails: ServerJournal['emails'] = {};
  const tokens: string[] = [];
  for (const id of pools.keys()) {
    emails[id] = directory.memberships.of(id).map(({ email }) => email);
    for (const { name } of directory.tokens.ofWorkspace(id)) if (name !== null) tokens.push(name);
  }
  return { answers, arrivals, emails, tokens };
}

const tell = (message: FromServer) => process.send?.(message);
process.on('message', (message: ToServer) => {
  switch (message.do) {
    case 'tell':
      idle.push(() => tell({ is: 'told', journal: journal() }));
      tellIdle();
      break;
    case 'reset':
      answers = [];
      arrivals = [];
      tell({ is: 'reset' });
      break;
  }
});
// The runner is gone, however it ended.
process.on('disconnect', () => process.exit());

const start = async (running: Instance, port: number) =>
  tell({
    is: 'ready',
    address: `http://127.0.0.1:${port}/si/auth`,
    tokens: {
      kept: await running.sessionFor(mine, `owner@${domains.kept}`),
      erased: await running.sessionFor(mine, `owner@${domains.erased}`),
    },
  });

fill();
door.listen(0, '127.0.0.1', () => {
  const address = door.address();
  if (address !== null && typeof address !== 'string') void start(instance, address.port);
});
