import { describe, expect, it } from 'vitest';
import { openDirectory } from '../../../src-main/local-instance/directory.ts';
import { sampleSize } from '../../../src-main/local-instance/sample/crowd.ts';
import {
  samplePeople,
  sampleWorkspaces,
  seedSampleData,
} from '../../../src-main/local-instance/sample/seed.ts';

const now = Date.parse('2026-03-01T12:00:00Z');

function seeded(seed: number) {
  const directory = openDirectory({ path: ':memory:', now: () => now });
  seedSampleData(directory, seed);
  const ana = directory.people.byEmail(samplePeople.ana);
  const views = directory.workspaces.visibleTo(ana?.id ?? '', 'system-initiative');
  const rosters = views.map(({ workspace }) => directory.memberships.of(workspace.id));
  const tokens = views.flatMap(({ workspace }) => directory.tokens.ofWorkspace(workspace.id));
  const people = directory.people.count();
  directory.close();
  return { views, rosters, tokens, people };
}

describe('the sample data', () => {
  it('it is identical for the same seed, IDs included, and different for another', () => {
    expect(seeded(1)).toEqual(seeded(1));
    expect(seeded(2)).not.toEqual(seeded(1));
  });

  it('it has five hundred people, and six workspaces of three kinds in which Ana has each role', () => {
    const { people, views } = seeded(1);
    expect(people).toBe(sampleSize);
    expect(views.map(({ workspace }) => workspace.name)).toEqual(Object.values(sampleWorkspaces));
    expect(new Set(views.map(({ role }) => role))).toEqual(new Set(['OWNER', 'APPROVER', 'EDITOR']));
    const kinds = views.map(({ workspace }) => /"instanceType":"(\w+)"/.exec(workspace.extra)?.[1]);
    expect(new Set(kinds)).toEqual(new Set(['SI', 'PRIVATE', 'LOCAL']));
  });

  it('it has an owner in every workspace, two in one, and pending members', () => {
    const { rosters } = seeded(1);
    const owners = rosters.map((roster) => roster.filter(({ role }) => role === 'OWNER').length);
    expect(Math.min(...owners)).toBe(1);
    expect(Math.max(...owners)).toBe(2);
    expect(rosters.flat().filter(({ signupAt }) => signupAt === null).length).toBeGreaterThan(4);
  });

  it('it has tokens in every state, with and without a name', () => {
    const { tokens } = seeded(1);
    const live = tokens.filter((token) => token.revokedAt === null && (token.expiresAt ?? 0) > now);
    expect(live.some((token) => (token.expiresAt ?? 0) < now + 3_600_000)).toBe(true);
    expect(live.some((token) => token.name === null)).toBe(true);
    expect(tokens.some((token) => token.revokedAt === null && (token.expiresAt ?? 0) < now)).toBe(true);
    expect(tokens.some((token) => token.revokedAt !== null)).toBe(true);
  });
});
