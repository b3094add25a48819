import { knownValue } from '../../../src-preload/shared/known.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { Fetched, Performed } from '../../../src-main/providers/provider.ts';
import type { FakeServer } from './fake-server.ts';
import { endOf, keyOf, thingsOf, type Thing } from './random-requests.ts';
import type { World } from './world.ts';

/* What befalls random plans: a server that errs and lies, and another administrator. */

/** What the server really did, and what should not have been. */
export interface Witness {
  it: World;
  random: () => number;
  /** How often the server did a request, by what it is about. */
  done: Map<string, number>;
  /** What a request that reached the server took away. */
  destroyed: Thing[];
  problems: string[];
  /** The plan that is being applied. */
  applying: string;
}

/** The server errs and lies from now on. */
export function beginFaults(witness: Witness): void {
  const { it, random, done, destroyed, problems } = witness;
  const { server } = it;
  const nothing: Performed = { createdWorkspaceId: null, createdToken: null };
  const wrong = () =>
    plainError(
      (['timeout', 'server', 'malformed'] as const)[Math.floor(random() * 3)] ?? 'server',
      'A failure.',
      'Try again.',
    );
  server.onPerform = async (request, work) => {
    const end = endOf(request);
    const doIt = () => {
      const was = thingsOf(server);
      const answer = work();
      done.set(keyOf(request), (done.get(keyOf(request)) ?? 0) + 1);
      const now = thingsOf(server);
      for (const thing of was) if (!now.has(thing)) destroyed.push(thing);
      const owners = (server.members.get('w1') ?? []).filter(({ role }) => role === 'owner');
      if (owners.length === 0) problems.push(`no owner is left after ${JSON.stringify(request)}`);
      if (random() < 0.1 && request.type === 'token.create') rename(server, request.name);
      return answer;
    };
    const dice = random();
    if (dice < 0.45) return doIt();
    if (dice < 0.6) {
      doIt();
      return fail(wrong());
    }
    if (dice < 0.7) return fail(wrong());
    if (dice < 0.78) return ok(nothing);
    if (dice < 0.84) return ok({ createdWorkspaceId: 'w2', createdToken: { id: 'ci', secret: 'guessed' } });
    if (dice < 0.9) return fail(plainError('forbidden', 'Not allowed.', 'Ask.'));
    if (dice < 0.95) {
      doIt();
      it.changes.stop(witness.applying);
      return ok(nothing);
    }
    doIt();
    // What is taken away is there no more: no answer names it.
    return end === null ? ok({ createdWorkspaceId: 'w3', createdToken: null }) : ok(nothing);
  };
}

/** A server that keeps names in its own way. */
function rename(server: FakeServer, name: string): void {
  const tokens = server.tokens.get('w1') ?? [];
  server.tokens.set(
    'w1',
    tokens.map((row) =>
      row.name.state === 'known' && row.name.value === name
        ? { ...row, name: knownValue(name.toUpperCase()) }
        : row,
    ),
  );
}

/** The lists fail, lag, are empty or cut short, each once in a while. Returns what makes them honest again. */
export function beginListFaults({ it, random }: Witness): () => void {
  const { session } = it.server;
  const honest = {
    workspaces: session.workspaces,
    members: session.members,
    tokens: session.tokens,
    invitations: session.invitations,
  };
  let active = true;
  for (const [name, read] of Object.entries(honest)) {
    let earlier: unknown = null;
    let lags = Math.floor(random() * 3);
    Object.assign(session, {
      [name]: async (...args: unknown[]) => {
        const answer = await (read as (...args: unknown[]) => Promise<unknown>).apply(session, args);
        const was = earlier ?? answer;
        earlier = structuredClone(answer);
        const dice = random();
        if (!active || dice < 0.6) return answer;
        if (dice < 0.7) return fail(plainError('timeout', 'No answer.', 'Try again.'));
        if (dice < 0.85 && lags > 0) {
          lags -= 1;
          return structuredClone(was);
        }
        const found = answer as { ok: true; value: Fetched<object> };
        if (dice < 0.9) return ok({ ...found.value, rows: [] });
        if (dice < 0.95) return ok({ ...found.value, rows: found.value.rows.slice(1), unreadable: 1 });
        return answer;
      },
    });
  }
  return () => {
    active = false;
  };
}

/** Another administrator puts something else in the place of a token or of a workspace, or takes someone out. Returns what is another now. */
export function someoneElse({ it, random }: Witness): Thing[] {
  const { server } = it;
  const tokens = server.tokens.get('w1') ?? [];
  const dice = random();
  if (dice < 0.5) {
    const one = tokens[Math.floor(random() * tokens.length)];
    if (one === undefined) return [];
    const another = { ...one, createdAt: knownValue(77), ownerId: 'hal' };
    server.tokens.set(
      'w1',
      tokens.map((row) => (row.id === one.id ? another : row)),
    );
    return [`token ${one.id}`];
  }
  if (dice < 0.7) {
    const members = server.members.get('w1') ?? [];
    server.members.set(
      'w1',
      members.filter(({ userId }) => userId !== 'hal'),
    );
    return [];
  }
  const isMade = ({ name }: { name: string }) => name.startsWith('Made');
  const made = server.workspaces.filter(isMade);
  server.workspaces = server.workspaces.map((row) =>
    isMade(row) ? { ...row, name: `Other ${row.name}` } : row,
  );
  return made.map(({ id }): Thing => `workspace ${id}`);
}
