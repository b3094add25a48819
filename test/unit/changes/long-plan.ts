import { systemInitiative } from '../../../src-main/providers/system-initiative/provider.ts';
import type { FakeServer } from './fake-server.ts';
import { value } from './plans.ts';
import { setRole } from './requests.ts';
import { person } from './rows.ts';
import { world } from './world.ts';

/** People whose roles a long plan changes. */
export const long = Array.from({ length: 150 }, (_, n) => `p${n}`);
/** Its server. */
export const seedLongPlan = (server: FakeServer) =>
  void server.members.set('w1', [person('ana', 'OWNER'), ...long.map((id) => person(id, 'EDITOR'))]);
/** A long plan on a server of its own, about to be applied. */
export const beginLongPlan = async () => {
  const it = await world({ seed: seedLongPlan });
  const plan = value(await it.changes.plan(long.map((id) => setRole(id, 'APPROVER'))));
  it.server.fetched.length = 0;
  return { it, plan };
};
/** How many of its requests may be on their way together. */
export const atOnce = systemInitiative.apiVariants['auth']?.writesAtOnce?.most ?? 0;
/** For what many requests have to come before. */
export const patiently = { timeout: 20_000 };
/** How often each text is among them. */
export const countOf = (texts: readonly string[]) =>
  Object.fromEntries(
    [...new Set(texts)].map((text) => [text, texts.filter((other) => other === text).length]),
  );
