import type { Ground, PlaceList, World } from './ground.ts';
import type { Lie } from './liar.ts';
import { believed, contradiction, same, type Verdict } from './oracle.ts';

/** Fetches a list while the server lies, and compares what the app says then with what the server has. */
export async function readUnder(ground: Ground, list: PlaceList, lie: Lie): Promise<Verdict> {
  const { app, liar } = ground;
  const { roster } = app.core.store;
  const before = ground.copy(list);
  const departures = ground.departures();
  liar.begin(lie);
  const fetched = await ground.fetch(list).finally(() => liar.end());
  if (ground.isSignedOut()) return believed('signed out');
  const server = (await ground.truth([list]))[list] ?? new Map<string, never>();
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

/** Without a lie: fetched, whole and true; also what puts the copy right after a lie. */
export async function readHonestly(ground: Ground, list: PlaceList): Promise<string> {
  const refused = await fetchHonestly(ground, list);
  return refused ?? contradictionOf(ground, list, await ground.truth([list])) ?? 'fresh';
}

/** Every list without a lie, and what the server has. */
export async function readAllHonestly(ground: Ground): Promise<World> {
  for (const list of ground.lists) {
    const refused = await fetchHonestly(ground, list);
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
async function fetchHonestly(ground: Ground, list: PlaceList): Promise<string | null> {
  let fetched = await ground.fetch(list);
  if (!fetched.ok) {
    // The server asked for a pause: “Try now” goes on all the same.
    await ground.tryNow();
    fetched = await ground.fetch(list);
  }
  return fetched.ok ? null : `${fetched.error.kind}: ${fetched.error.sentence}`;
}
