import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleSize } from '../../../src-main/local-instance/sample/crowd.ts';
import { sampleModboxWorkspaces } from '../../../src-main/local-instance/sample/modbox.ts';
import { sampleSystemWorkspaces } from '../../../src-main/local-instance/sample/system.ts';
import { sampleUnstructured } from '../../../src-main/local-instance/sample/unstructured.ts';
import { sampleWorkspacesApi } from '../../../src-main/local-instance/sample/workspaces-api.ts';
import { startInstance, type Instance } from '../../../src-main/local-instance/server.ts';
import type { SystemName } from '../../../src-main/local-instance/tables/workspaces.ts';

const systems: readonly SystemName[] = [
  'system-initiative',
  'unstructured',
  'workspaces-api',
  'modbox',
  'system',
];

let server: Instance;
/** How many people each organization and workspace has, by system and name. */
const sizes = new Map<string, number>();
/** The systems that each person is a member in. */
const systemsOf = new Map<string, Set<SystemName>>();
let workspaces = 0;

function note(personId: string, system: SystemName): void {
  const found = systemsOf.get(personId) ?? new Set();
  systemsOf.set(personId, found.add(system));
}

beforeAll(async () => {
  server = await startInstance({ directoryPath: ':memory:', port: 0 });
  const { directory } = server;
  for (const system of systems) {
    for (const person of directory.people.signedUp(Number.MAX_SAFE_INTEGER)) {
      for (const { organization } of directory.organizations.ofPerson(person.id, system)) {
        note(person.id, system);
        if (organization.creatorId !== person.id) continue;
        sizes.set(`${system}: ${organization.name}`, directory.organizations.members(organization.id).length);
      }
      for (const workspace of directory.workspaces.createdBy(person.id, system)) {
        const members = directory.memberships.of(workspace.id);
        workspaces += 1;
        sizes.set(`${system}: ${workspace.name}`, members.length);
        for (const { personId } of members) note(personId, system);
      }
    }
  }
});
afterAll(() => server.close());

const sizeOf = (system: SystemName, name: string) => sizes.get(`${system}: ${name}`) ?? 0;

describe('the sample data of all systems', () => {
  it('it has at least forty workspaces, and every person is a member of one', () => {
    expect(workspaces).toBeGreaterThanOrEqual(40);
    expect(systemsOf.size).toBe(sampleSize);
  });

  it('it has about half of the people in two systems or more', () => {
    const several = [...systemsOf.values()].filter((found) => found.size > 1).length;
    expect(several).toBeGreaterThan(sampleSize * 0.45);
    expect(several).toBeLessThan(sampleSize * 0.65);
  });

  it('it has rosters of several hundred, of a hundred, and small ones', () => {
    expect(sizeOf('unstructured', sampleUnstructured.northwind)).toBeGreaterThan(280);
    expect(sizeOf('system', sampleSystemWorkspaces.commons)).toBeGreaterThan(380);
    expect(sizeOf('workspaces-api', sampleWorkspacesApi.northwind)).toBe(150);
    expect(sizeOf('workspaces-api', sampleWorkspacesApi.fabrikam)).toBe(80);
    expect(sizeOf('modbox', sampleModboxWorkspaces.agents)).toBe(120);
    expect(sizeOf('system-initiative', 'Northwind Production')).toBe(47);
  });

  it('it gives every workspace of Unstructured only members of its organization', () => {
    const { directory } = server;
    for (const person of directory.people.signedUp(Number.MAX_SAFE_INTEGER)) {
      for (const workspace of directory.workspaces.createdBy(person.id, 'unstructured')) {
        const organization = directory.organizations.organizationIdOf(workspace.id) ?? '';
        for (const { personId, email } of directory.memberships.of(workspace.id)) {
          expect([email, directory.organizations.roleOf(organization, personId)]).not.toEqual([email, null]);
        }
      }
    }
  });

  it('it gives no two people the same name before the @, apart from the case variant', () => {
    const people = server.directory.people.signedUp(Number.MAX_SAFE_INTEGER);
    const localParts = people.map(({ email }) => email.split('@')[0]);
    expect(new Set(localParts).size).toBe(localParts.length);
  });
});
