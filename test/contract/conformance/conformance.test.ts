import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scope as scopes, type Capability, type Scope } from '../../../src-preload/contract/capabilities.ts';
import { changeRequest, type ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import { entriesOf, supportAt } from '../../../src-main/providers/capability-table.ts';
import { apiVariantOf, type ProviderSession } from '../../../src-main/providers/provider.ts';
import { openStand, type Bench, type NamedError, type Stand } from '../../support/systems.ts';
import { benches } from './benches/all.ts';
import {
  cellProblems,
  forbiddingProblems,
  permitted,
  rawRowProblems,
  triedIn,
  withRole,
  type Tally,
} from './cells.ts';
import { exercises, needsNoRole } from './exercises/all.ts';
import { creation, type Scene } from './exercises/scene.ts';
import { printedTable, type Mark } from './printed-table.ts';
import { valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';

const marks = new Map<string, Mark>();
const tallies = new Map<string, Tally>();

afterAll(() => {
  const markOf = (bench: Bench, name: string): Mark => marks.get(`${bench.name}: ${name}`) ?? '!';
  const counted = benches.map(({ name }) => {
    const { cells, untried } = tallies.get(name) ?? { cells: 0, untried: new Set() };
    const rest = untried.size === 0 ? '' : `; no route to try: ${[...untried].join(' · ')}`;
    return `${name}: ${cells} attempts by role${rest}`;
  });
  process.stdout.write(printedTable(benches, markOf, counted));
});

/** One request of every type, as far as a place is needed to name it. */
function requestOf(type: ChangeRequest['type'], scene: Pick<Scene, 'bench' | 'place'>): ChangeRequest {
  const fields = {
    ...creation(scene, 'Never made'),
    connectionId: 'c',
    workspaceId: scene.place.id,
    organizationId: scene.place.id,
    settings: '{}',
    copyMembers: false,
    copySettings: false,
    enabled: true,
    email: 'somebody@conformance.example',
    userId: scene.place.top.userId,
    role: 'viewer',
    invitationId: '1',
    reason: '',
    roleId: '1',
    permissions: [],
    tokenId: '1',
    newName: 'New',
    expiry: '',
  };
  return changeRequest.parse({ ...fields, type });
}
const changeTypes: ReadonlySet<string> = new Set(changeRequest.options.map((one) => one.shape.type.value));
const isChange = (name: Capability): name is Capability & ChangeRequest['type'] => changeTypes.has(name);

type ListCapability = 'member.list' | 'invitation.list' | 'role.list' | 'token.list' | 'workspace.details';
const lists: Readonly<
  Record<ListCapability, (session: ProviderSession, placeId: string) => Promise<Result<unknown>>>
> = {
  'member.list': (session, id) => session.members(id, signal),
  'invitation.list': (session, id) => session.invitations(id, signal),
  'role.list': (session, id) => session.roles(id, signal),
  'token.list': (session, id) => session.tokens(id, signal),
  'workspace.details': (session, id) => session.details(id, signal),
};
const isList = (name: Capability): name is ListCapability => name in lists;

/** What a session has beside changes and lists only where it is offered. */
function extraOf(session: ProviderSession, name: Capability): unknown {
  if (name === 'workspace.provision') return session.provision;
  if (name === 'token.copy') return session.tokenValue;
  return name === 'token.probe' ? (session.probeToken ?? session.keepTokenValue) : undefined;
}

/** Everything that could be shown of an error. */
const shownOf = ({ sentence, nextStep, detail }: AppError) => [sentence, nextStep, detail ?? ''].join('\n');

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
/** The same shape with words that nobody knows. */
function unheardOf(value: unknown): unknown {
  if (typeof value === 'string') return 'Zzz';
  if (Array.isArray(value)) return value.map(unheardOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unheardOf(inner)]));
}

describe.each(benches)('$name', (bench) => {
  const { provider } = bench;
  const { capabilities, facts } = apiVariantOf(provider, bench.apiVariant);
  const placeScopes: Scope[] = scopes.options.filter(
    (one) => one === 'workspace' || facts.scopes.includes(one),
  );
  const supported = entriesOf(capabilities).filter(([, entry]) => entry.supported);
  const missing = entriesOf(capabilities).filter(([, entry]) => !entry.supported);
  const tally: Tally = { cells: 0, untried: new Set() };
  tallies.set(bench.name, tally);

  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand(bench);
  });
  afterAll(() => stand.close());

  const offeredScopes = (name: Capability) =>
    placeScopes.filter((one) => supportAt(capabilities[name], one).ok);

  describe('what is offered works, and is read back', () => {
    const cases = supported.flatMap(([name]) => offeredScopes(name).map((one) => [name, one] as const));

    it('it names a place that exists, and a source, for each', () => {
      for (const [name, entry] of supported) {
        expect([name, offeredScopes(name).length]).not.toEqual([name, 0]);
        expect(entry.source).not.toBe('');
      }
    });

    it.each(cases)('it performs %s (%s)', async (name, at) => {
      const place = await stand.place(at);
      const roles = place.table?.roles ?? [];
      const allowed = roles.filter(({ id }) => permitted(bench, place, id, name).allowed);
      const cells = place.table?.rows.find((one) => one.capability === name)?.cells ?? {};
      const byRole = allowed.find(({ id }) => (cells[id]?.restriction ?? null) === null) ?? allowed[0];
      const anybody =
        needsNoRole.has(name) ||
        (name === 'workspace.create' && at === 'workspace') ||
        place.scope === 'account';
      const actor = anybody ? await stand.newcomer() : await withRole(bench, place, byRole?.id ?? '');
      const row = valueOf(await (await actor.session()).workspaces(signal)).rows.find(
        ({ id }) => id === place.id,
      );
      const notBuilt = row?.unavailable[name];
      const tried = await exercises[name]({ bench, stand, place, actor, vary: {} });
      const { result } = tried;
      if (notBuilt !== undefined) {
        expect(notBuilt).toMatch(/\S.*\.$/s);
        expect(result).toMatchObject({ ok: false, error: { kind: 'not-implemented' } });
      } else {
        valueOf(result);
        expect(await tried.readBack()).toBeNull();
      }
      const told: Mark = tried.untold === true ? '~' : '✓';
      marks.set(`${bench.name}: ${name}`, notBuilt === undefined ? told : '○');
    });
  });

  describe('what is not offered', () => {
    it('it refuses each before a request, with a reason and a source', async () => {
      const scene = { bench, place: await stand.place('workspace') };
      const session = await scene.place.top.session();
      await stand.requestsSince();
      for (const [name, entry] of missing) {
        if (entry.supported) continue;
        expect([name, entry.reason]).toEqual([name, expect.stringMatching(/\S.*\.$/s)]);
        expect([name, entry.source]).toEqual([name, expect.stringMatching(/\S/)]);
        const refused = { ok: false, error: { kind: 'not-supported', sentence: entry.reason } };
        if (isChange(name)) {
          const result = await session.perform(requestOf(name, scene), { workspace: null }, signal);
          expect([name, result]).toMatchObject([name, refused]);
        }
        if (isList(name))
          expect([name, await lists[name](session, scene.place.id)]).toMatchObject([name, refused]);
        expect([name, extraOf(session, name)]).toEqual([name, undefined]);
        marks.set(`${bench.name}: ${name}`, '–');
      }
      expect(await stand.requestsSince()).toEqual([]);
    });

    it('it refuses them in places of another kind too, with text for it', async () => {
      for (const at of placeScopes) {
        const place = await stand.place(at);
        const session = await place.top.session();
        await stand.requestsSince();
        for (const [name, entry] of supported) {
          const here = supportAt(entry, at);
          if (here.ok) continue;
          expect([name, here.reason]).toEqual([name, expect.stringMatching(/^This is done .+\.$/)]);
          if (!isList(name)) continue;
          const result = await lists[name](session, place.id);
          expect([name, at, result]).toMatchObject([
            name,
            at,
            { ok: false, error: { kind: 'not-supported' } },
          ]);
        }
        expect(await stand.requestsSince()).toEqual([]);
      }
    });
  });

  describe('the matrices', () => {
    const cases = placeScopes.flatMap((at) => triedIn(bench, at).map((name) => [at, name] as const));

    it.each(cases)('it agrees with the server on %s: %s for every role', async (at, name) => {
      expect(await cellProblems(bench, stand, at, name, tally)).toEqual([]);
    });

    it('it has rows for other rights, which the server sees the same way', async () => {
      for (const at of placeScopes) {
        const { table } = await stand.place(at);
        if (table === null) continue;
        expect(await rawRowProblems(bench, stand, at, table, tally)).toEqual([]);
      }
    });

    it('it names capabilities that exist, and roles that they have', async () => {
      for (const at of placeScopes) {
        const { table } = await stand.place(at);
        const ids = new Set(table?.roles.map(({ id }) => id));
        for (const row of table?.rows ?? []) {
          expect([row.id, Object.keys(row.cells).filter((id) => !ids.has(id))]).toEqual([row.id, []]);
        }
        expect(new Set(table?.rows.map(({ id }) => id)).size).toBe(table?.rows.length ?? 0);
        const named = (table?.rows ?? []).flatMap((row) => (row.capability === null ? [] : [row.capability]));
        expect(named).toEqual([...new Set(named)]);
      }
    });
  });

  // An invitation without a role forbids none.
  const inviting = facts.joining.role === 'carried' ? (['member.invite'] as const) : [];
  const forbidding = (['member.remove', 'workspace.leave', 'member.set-role', ...inviting] as const).flatMap(
    (kind) => (bench.enforced ? offeredScopes(kind) : []).map((at) => [kind, at] as const),
  );
  it.each(forbidding)('it forbids what the server forbids: %s (%s)', async (kind, at) => {
    const { table } = await stand.place(at);
    const labels = (table?.roles ?? []).map(({ label }) => label);
    // Custom roles differ in their permissions alone, which the matrices have tried: two of them are enough here.
    const few = labels.length > 5 ? [labels[0] ?? '', 'All', 'None'] : labels;
    expect(await forbiddingProblems(bench, stand, at, kind, few, tally)).toEqual([]);
  });

  describe('errors', () => {
    const told = new Map<string, string>();

    async function provoke(error: NamedError, body: unknown): Promise<AppError | { words: string }> {
      const place = await stand.place(
        bench.enforced && capabilities['member.list'].supported
          ? (offeredScopes('member.list')[0] ?? 'workspace')
          : 'workspace',
      );
      const session = await place.top.session();
      stand.server.faults?.set([
        { path: `${bench.basePath}/**`, fault: { kind: 'status', status: error.status, body } },
      ]);
      const address = `http://127.0.0.1:${stand.server.port}${bench.basePath}`;
      const result = await (error.ask?.({ address, place, session }) ?? session.members(place.id, signal));
      stand.server.faults?.clear();
      if (!result.ok) return result.error;
      const { value } = result;
      if (typeof value === 'object' && value !== null && 'words' in value)
        return { words: String(value.words) };
      throw new Error(`The server answered ${error.code}, and nothing came of it`);
    }
    const sentenceOf = (error: AppError | { words: string }) =>
      'words' in error ? error.words : error.sentence;
    const wordsOf = (error: AppError | { words: string }) =>
      'words' in error ? error.words : `${error.sentence} ${error.nextStep}`;
    /** Without the host, and without what the server said in so many words. */
    const ownWords = (sentence: string, body: unknown) =>
      stringsIn(body)
        .filter((text) => /[a-z]{3}/i.test(text))
        .reduce(
          (words, text) => words.replaceAll(text.replace(/\.$/, ''), '…'),
          sentence.replaceAll(new URL(stand.server.url).host, 'host'),
        );

    it.each(bench.errors)('it gives $code a sentence and a next step of its own', async (named) => {
      const error = await provoke(named, named.body);
      const sentence = sentenceOf(error);
      if (named.kind === 'verdict') expect(error).toHaveProperty('words');
      else
        expect(error).toMatchObject({
          kind: named.kind,
          nextStep: expect.stringMatching(/\S.*\.$/s) as unknown,
        });
      expect(sentence).toMatch(/\S.{8,}$/s);
      expect(sentence).not.toMatch(/[{}]|\[\{|"\w+":|https?:\/\/|eyJ/);
      const before = told.get(sentence);
      if (named.sameAs === undefined) expect([sentence, before]).toEqual([sentence, undefined]);
      told.set(sentence, named.code);

      if (named.byStatus === true) return;
      const unknown = await provoke(named, unheardOf(named.body));
      expect(ownWords(wordsOf(error), named.body)).not.toBe(
        ownWords(wordsOf(unknown), unheardOf(named.body)),
      );
    });

    it('it never repeats a secret that a server sends back', async () => {
      const secret = 'eyJhbGciOiJIUzI1NiJ9.c2VjcmV0LXRva2VuLW9mLXRoZS1zdWl0ZQ.c2lnbmF0dXJl';
      for (const named of bench.errors) {
        const echo = (value: unknown): unknown => {
          if (typeof value === 'string')
            return `${value} Bearer ${secret} at https://x.example/a?token=${secret}`;
          if (Array.isArray(value)) return value.map(echo);
          if (typeof value !== 'object' || value === null) return value;
          return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, echo(inner)]));
        };
        const error = await provoke(named, echo(named.body)).catch((cause: unknown) => ({
          words: String(cause),
        }));
        const shown = 'words' in error ? error.words : shownOf(error);
        expect(shown).not.toContain('c2VjcmV0');
      }
    });
  });
});
