import type { Ground, PlaceList, ReadList, World } from './ground.ts';
import type { Lie } from './liar.ts';
import { valueOf } from '../../support/results.ts';
import { believed, contradiction, same, type Verdict } from './oracle.ts';

/** Fetches a list while the server lies, and compares what the app says then with what the server has. */
export async function readUnder(ground: Ground, list: ReadList, lie: Lie): Promise<Verdict> {
  const { app, liar } = ground;
  const { roster } = app.core.store;
  const before = ground.copy(list);
  const departures = ground.departures();
  liar.begin(lie);
  const fetched = await ground.fetch(list).finally(() => liar.end());
  if (ground.isSignedOut()) return believed('signed out');
  const server = await ground.truthOf(list);
  if (ground.departures() > departures) return believed('the history says that something went');
  const copy = ground.copy(list);
  const { error, unreadable } = roster.freshness(ground.connectionId, ground.placeOf(list) ?? null, list);
  if (!fetched.ok || error !== null)
    return same(before, copy)
      ? { outcome: 'noticed', why: error?.kind ?? 'refused' }
      : believed('the copy changed in spite of an error');
  const wrong = contradiction(copy, server, unreadable > 0);
  return wrong === null
    ? { outcome: 'honest', why: unreadable > 0 ? 'incomplete' : 'true' }
    : believed(wrong);
}

/** Asks who is signed in while the server lies. */
export async function whoamiUnder(ground: Ground, lie: Lie): Promise<Verdict> {
  const own = valueOf(await ground.whoami());
  ground.liar.begin(lie);
  const told = await ground.whoami().finally(() => ground.liar.end());
  if (ground.isSignedOut()) return believed('signed out');
  if (!told.ok) return { outcome: 'noticed', why: told.error.kind };
  const { userId, email } = told.value;
  if (userId !== own.userId) return believed(`${userId.slice(0, 60)} is signed in, and not ${own.userId}`);
  if (email !== own.email && email !== '') return believed(`the address is ${email}, and not ${own.email}`);
  return { outcome: 'honest', why: email === '' ? 'not reported' : 'true' };
}

/** Without a lie: fetched, whole and true; also what puts the copy right after a lie. */
export async function readHonestly(ground: Ground, list: ReadList): Promise<string> {
  const refused = await fetchHonestly(ground, list);
  return refused ?? contradiction(ground.copy(list), await ground.truthOf(list), false) ?? 'fresh';
}

/** Who is signed in, without a lie. */
export async function whoamiHonestly(ground: Ground): Promise<string> {
  let told = await ground.whoami();
  if (!told.ok) {
    await ground.tryNow();
    told = await ground.whoami();
  }
  return told.ok ? 'fresh' : `${told.error.kind}: ${told.error.sentence}`;
}

/** Every list without a lie, and what the server has. */
export async function readAllHonestly(ground: Ground): Promise<World> {
  for (const list of ground.lists) {
    let refused = await fetchHonestly(ground, list);
    if (refused !== null) {
      // The lie before may have been shown, where nothing contradicted it: the true list waits for confirmation then.
      await ground.accept(list);
      refused = await fetchHonestly(ground, list);
    }
    if (refused !== null) throw new Error(`${list} before the change: ${refused}`);
  }
  const world = await ground.truth();
  for (const list of ground.lists) {
    const wrong = contradictionOf(ground, list, world);
    if (wrong !== null) throw new Error(`${list} before the change: ${wrong}`);
  }
  return world;
}

const contradictionOf = (ground: Ground, list: PlaceList, world: World): string | null =>
  contradiction(ground.copy(list), world[list] ?? new Map<string, never>(), false);

/** Why the list couldn't be fetched, or null. */
async function fetchHonestly(ground: Ground, list: ReadList): Promise<string | null> {
  let fetched = await ground.fetch(list);
  if (!fetched.ok) {
    // The server asked for a pause: “Try now” goes on all the same.
    await ground.tryNow();
    fetched = await ground.fetch(list);
  }
  return fetched.ok ? null : `${fetched.error.kind}: ${fetched.error.sentence}`;
}
