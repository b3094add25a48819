import type { Capability, Scope } from '../../../src-preload/contract/capabilities.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Role, RoleTable } from '../../../src-preload/contract/roles.ts';
import { supportAt } from '../../../src-main/providers/capability-table.ts';
import { apiVariantOf, type Caller } from '../../../src-main/providers/provider.ts';
import type { Actor, Bench, MadePlace, Stand, Variation } from '../../support/systems.ts';
import { exercises, needsNoRole } from './exercises/all.ts';
import type { Scene } from './exercises/scene.ts';
import { signal } from '../../support/signal.ts';

/* The matrices, cell by cell: what a table says a role may do, tried by somebody who has it. */

export const whoIs = (bench: Bench, place: MadePlace, role: string): Caller => ({
  role: knownValue(role),
  credential: bench.credential,
  scope: place.scope,
  roles: place.table?.roles ?? [],
});

/** The person with this role; the top one has to be the place's only one where there can't be two. */
export const withRole = (bench: Bench, place: MadePlace, role: string): Promise<Actor> =>
  bench.provider.ownerRole(place.scope) === role ? Promise.resolve(place.top) : place.member(role);

/** What Steward would say before sending, all of its questions together. */
export function permitted(bench: Bench, place: MadePlace, role: string, capability: Capability): Permission {
  const who = whoIs(bench, place, role);
  const own = bench.provider.permits(capability, who);
  return own.allowed && capability === 'workspace.leave'
    ? bench.provider.permitsRemoval(who, role, true)
    : own;
}

export interface Attempt {
  readonly allowed: boolean;
  /** What is wrong beside that, or null: not read back, refused for another reason than the role. */
  readonly wrong: string | null;
}

const refusals: ReadonlySet<string> = new Set(['forbidden', 'not-allowed', 'conflict']);

/** Does it as this person and looks whether it came to be. */
export async function attempt(scene: Scene, capability: Capability): Promise<Attempt> {
  const { result, readBack } = await exercises[capability](scene);
  if (result.ok) return { allowed: true, wrong: await readBack() };
  return { allowed: false, wrong: refusalProblem(result, capability) };
}

function refusalProblem(result: Result<unknown>, capability: Capability): string | null {
  if (result.ok || refusals.has(result.error.kind)) return null;
  // System Initiative words the removal or leaving of an owner as a fault of its own.
  const ownFault = result.error.kind === 'server' && /remove|leave/.test(capability);
  return ownFault ? null : `refused as ${result.error.kind}: ${result.error.sentence}`;
}

async function sceneOf(
  bench: Bench,
  stand: Stand,
  scope: Scope,
  roleLabel: string,
  vary: Variation,
): Promise<{ scene: Scene; role: Role }> {
  const place = await stand.place(scope, vary.variant);
  // Custom roles have another id in every place.
  const role = place.table?.roles.find(({ label }) => label === roleLabel);
  if (role === undefined) throw new Error(`No role ${roleLabel} here`);
  const actor = await withRole(bench, place, role.id);
  for (let peer = 1; peer < (vary.peers ?? 1); peer += 1) await place.member(role.id);
  return { scene: { bench, stand, place, actor, vary }, role };
}

export interface Tally {
  cells: number;
  /** Rows that nothing can try, by their labels. */
  untried: Set<string>;
}

/** What this API variant offers in such a place by somebody's role. */
export const triedIn = (bench: Bench, scope: Scope): Capability[] => {
  const { capabilities } = apiVariantOf(bench.provider, bench.apiVariant);
  // Object.keys loses the key type; the table is keyed by capability.
  return (Object.keys(capabilities) as Capability[]).filter(
    (capability) =>
      supportAt(capabilities[capability], scope).ok &&
      !needsNoRole.has(capability) &&
      // Of the connection, where it isn't done in an organization.
      !(capability === 'workspace.create' && scope === 'workspace'),
  );
};

/** Every role's cell for one capability: a list of what isn't as the table says. */
export async function cellProblems(
  bench: Bench,
  stand: Stand,
  scope: Scope,
  capability: Capability,
  tally: Tally,
): Promise<string[]> {
  const sample = await stand.place(scope);
  const problems: string[] = [];
  const row = sample.table?.rows.find((one) => one.capability === capability);
  // What a server hasn't built it refuses to everybody alike.
  const listed = await (await sample.top.session()).workspaces(signal);
  const builtHere =
    listed.ok && listed.value.rows.find(({ id }) => id === sample.id)?.unavailable[capability] === undefined;
  for (const { label } of sample.table?.roles ?? []) {
    const say = (words: string) => problems.push(`${label}: ${words}`);
    const first = await sceneOf(bench, stand, scope, label, {});
    // Cells go by role ids, which custom roles have anew in every place.
    const here = first.scene.place.table?.rows.find((one) => one.capability === capability);
    const cell = here?.cells[first.role.id];
    if (row !== undefined && cell === undefined) continue;
    const said = permitted(bench, first.scene.place, first.role.id, capability);
    if (cell !== undefined && cell.may !== said.allowed) {
      say(`the cell says ${cell.may ? 'yes' : 'no'}, permits the opposite`);
    }
    if (!said.allowed && !/\.$/.test(said.reason)) say(`the reason has no end: ${said.reason}`);
    if (!bench.enforced || !builtHere) continue;

    const older = bench.olderRefuses.find(
      (one) => one.capability === capability && first.role.id !== one.exceptRole,
    );
    if (older !== undefined && !first.scene.place.table?.notes.some((note) => older.note.test(note))) {
      say('no note of the table says that the older server refuses it');
    }
    const may = older === undefined && (cell?.may ?? said.allowed);
    const words = cell?.may === true ? cell.restriction : null;
    const restriction = words === null ? null : bench.restrictions[`${capability}: ${words}`];
    if (restriction === undefined) {
      say(`nobody tries the restriction “${words ?? ''}”`);
      continue;
    }
    const sides: [vary: Variation, wanted: boolean][] =
      restriction === null
        ? [[{}, may]]
        : [
            [restriction.yes, may],
            ...(restriction.no === null ? [] : [[restriction.no, false] satisfies [Variation, boolean]]),
          ];
    for (const [vary, wanted] of sides) {
      const { scene } = restriction === null ? first : await sceneOf(bench, stand, scope, label, vary);
      const { allowed, wrong } = await attempt(scene, capability);
      tally.cells += 1;
      const how = restriction === null ? '' : ` (${JSON.stringify(vary)})`;
      if (allowed !== wanted) say(`the server ${allowed ? 'allows' : 'refuses'} it${how}; ${wrong ?? ''}`);
      else if (wrong !== null) say(`${wrong}${how}`);
    }
  }
  return problems;
}

/** The rows that name no capability, by the dialect's own routes. */
export async function rawRowProblems(
  bench: Bench,
  stand: Stand,
  scope: Scope,
  table: RoleTable,
  tally: Tally,
): Promise<string[]> {
  const problems: string[] = [];
  for (const row of table.rows.filter((one) => one.capability === null)) {
    const route = bench.rawRows[row.id];
    if (route === undefined) {
      tally.untried.add(row.label);
      continue;
    }
    for (const { label } of table.roles) {
      const { scene, role } = await sceneOf(bench, stand, scope, label, {});
      const cell = row.cells[role.id];
      if (cell === undefined) continue;
      tally.cells += 1;
      const allowed = await route(scene.place, scene.actor);
      if (allowed !== cell.may)
        problems.push(`${row.label}, ${label}: the server ${allowed ? 'allows' : 'refuses'}`);
    }
  }
  return problems;
}

/** Removals, leaving and role changes, of everybody by everybody: the tables' forbidding against the server's. */
export async function forbiddingProblems(
  bench: Bench,
  stand: Stand,
  scope: Scope,
  kind: 'member.remove' | 'member.set-role' | 'member.invite' | 'workspace.leave',
  labels: readonly string[],
  tally: Tally,
): Promise<string[]> {
  const problems: string[] = [];
  const { provider } = bench;
  const sample = await stand.place(scope);
  // A role of the organization isn't one that somebody has in the workspace's list.
  const held = labels.filter((label) => {
    const role = sample.table?.roles.find((one) => one.label === label);
    return role?.assignable === true || role?.id === provider.ownerRole(scope);
  });
  const check = async (
    mine: string,
    say: string,
    vary: (roles: ReadonlyMap<string, string>) => Variation,
    allows: (who: Caller, vary: Variation) => Permission,
  ) => {
    const place = await stand.place(scope);
    const roles = new Map((place.table?.roles ?? []).map(({ label, id }) => [label, id]));
    const role = roles.get(mine) ?? '';
    const varied = vary(roles);
    const who = whoIs(bench, place, role);
    const own = provider.permits(kind, who);
    const said = own.allowed ? allows(who, varied) : own;
    const actor = await withRole(bench, place, role);
    // The last owner is another check's: here there is always one more.
    if (kind === 'workspace.leave' && provider.permitsRemoval(who, role, true).allowed)
      await place.member(role);
    const { allowed, wrong } = await attempt({ bench, stand, place, actor, vary: varied }, kind);
    tally.cells += 1;
    if (allowed !== said.allowed) {
      const words = said.allowed ? 'yes' : said.reason;
      problems.push(`${say}: Steward says ${words}, the server ${allowed ? 'yes' : 'no'} ${wrong ?? ''}`);
      // A role that can't be given is a wrong value to some servers rather than a right that is missing.
    } else if (allowed && wrong !== null) problems.push(`${say}: ${wrong}`);
  };
  const idOf = (roles: ReadonlyMap<string, string>, label: string) => roles.get(label) ?? '';

  for (const mine of labels) {
    if (kind === 'workspace.leave') {
      await check(
        mine,
        `${mine} leaves`,
        () => ({}),
        (who) => provider.permitsRemoval(who, who.role.state === 'known' ? who.role.value : '', true),
      );
      continue;
    }
    for (const theirs of kind === 'member.invite' ? labels : held) {
      if (kind === 'member.remove') {
        await check(
          mine,
          `${mine} removes ${theirs}`,
          (roles) => ({ target: idOf(roles, theirs) }),
          (who, { target = '' }) => provider.permitsRemoval(who, target, false),
        );
      } else if (kind === 'member.invite') {
        await check(
          mine,
          `${mine} invites as ${theirs}`,
          (roles) => ({ to: idOf(roles, theirs) }),
          (who, { to = '' }) => provider.permitsRole(who, null, to),
        );
      } else {
        for (const next of labels) {
          if (next === theirs) continue;
          await check(
            mine,
            `${mine} makes ${theirs} ${next}`,
            (roles) => ({ target: idOf(roles, theirs), to: idOf(roles, next) }),
            (who, { target = '', to = '' }) => provider.permitsRole(who, target, to),
          );
        }
      }
    }
  }
  return problems;
}
