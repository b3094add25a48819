import { day } from '../../../src-preload/shared/units.ts';
import type { Directory } from '../directory.ts';
import { formatExtra } from '../dialects/modbox/workspace-extra.ts';
import type { Role } from '../dialects/modbox/rules.ts';
import { createRandom } from '../random.ts';
import { findSamplePeople, uuidFrom } from './people.ts';
import { samplePeople } from './seed.ts';

/** The six sample workspaces on Modbox, by name. Ana has each of the four roles in one of them at least. */
export const sampleModboxWorkspaces = {
  agents: 'Northwind Agents',
  evaluation: 'Evaluation Runs',
  personal: "Ana's workspace",
  data: 'Data Notebooks',
  research: 'Fabrikam Research',
  demo: 'Lumen Demo',
} as const;

/** Adds Modbox's workspaces to the sample people. The same seed and time give the same data. */
export function seedModboxSample(directory: Directory, seed: number): void {
  const random = createRandom(seed + 0x6d62_7800);
  const now = Math.floor(directory.now() / 1000) * 1000;
  const { idOf, ordinary, crowd } = findSamplePeople(directory);
  const { ana, secondOwner, approver, collaborator, departed, outsider, suspended } = samplePeople;
  const priya = 'priya.raman@lumen-consulting.example';

  interface Plan {
    readonly name: string;
    readonly description: string | null;
    readonly owner: string;
    readonly ageDays: number;
    readonly members: readonly (readonly [email: string, role: Role])[];
    /** How many sandboxes run, and how many were stopped. */
    readonly running: number;
    readonly stopped: number;
    readonly images: readonly string[];
  }

  function add(plan: Plan): void {
    const createdAt = now - plan.ageDays * day;
    const between = () => createdAt + Math.floor(random() * (now - createdAt));
    const creatorId = idOf(plan.owner);
    const { id } = directory.workspaces.add({
      id: uuidFrom(random),
      system: 'modbox',
      name: plan.name,
      description: plan.description,
      creatorId,
      createdAt,
      extra: formatExtra({ realm: 'modbox', updatedAt: between() }),
    });
    directory.memberships.add(id, creatorId, 'owner', createdAt);
    for (const [email, role] of plan.members) directory.memberships.add(id, idOf(email), role, between());
    const addResource = (kind: 'sandbox' | 'image', name: string, status: string) => {
      directory.resources.add({
        id: uuidFrom(random),
        workspaceId: id,
        kind,
        name,
        status,
        creatorId,
        createdAt: between(),
      });
    };
    for (let index = 0; index < plan.running + plan.stopped; index += 1) {
      addResource('sandbox', `sandbox-${index + 1}`, index < plan.running ? 'running' : 'stopped');
    }
    for (const image of plan.images) addResource('image', image, 'ready');
  }

  const some = (from: number, to: number): (readonly [string, Role])[] =>
    ordinary
      .slice(from, to)
      .map((email, index) => [email, index % 7 === 6 ? 'admin' : index % 3 === 2 ? 'viewer' : 'member']);

  const many = (from: number, to: number): (readonly [string, Role])[] =>
    crowd
      .slice(from, to)
      .map((email, index) => [email, index % 25 === 24 ? 'admin' : index % 4 === 3 ? 'viewer' : 'member']);

  add({
    name: sampleModboxWorkspaces.agents,
    description: 'Sandboxes for the support agents',
    owner: ana,
    ageDays: 300,
    members: [
      [secondOwner, 'owner'],
      [approver, 'admin'],
      [collaborator, 'member'],
      [outsider, 'viewer'],
      [samplePeople.pending, 'member'],
      ...some(0, 14),
      ...many(270, 370),
    ],
    running: 7,
    stopped: 3,
    images: ['python-3.13', 'node-24', 'browser'],
  });
  add({
    name: sampleModboxWorkspaces.evaluation,
    description: null,
    owner: secondOwner,
    ageDays: 150,
    members: [[ana, 'admin'], [collaborator, 'viewer'], ...some(10, 20), ...many(300, 330)],
    running: 24,
    stopped: 0,
    images: ['eval-runner'],
  });
  add({
    name: sampleModboxWorkspaces.personal,
    description: null,
    owner: ana,
    ageDays: 310,
    members: [],
    running: 0,
    stopped: 1,
    images: [],
  });
  add({
    name: sampleModboxWorkspaces.data,
    description: 'Notebooks, no production data',
    owner: approver,
    ageDays: 90,
    members: [[ana, 'member'], [departed, 'member'], ...some(18, 26), ...many(340, 365)],
    running: 2,
    stopped: 2,
    images: ['jupyter'],
  });
  add({
    name: sampleModboxWorkspaces.research,
    description: '',
    owner: departed,
    ageDays: 60,
    members: [[ana, 'viewer'], [suspended, 'member'], ...some(24, 30)],
    running: 1,
    stopped: 0,
    images: [],
  });
  add({
    name: sampleModboxWorkspaces.demo,
    description: 'Shown to customers on Thursdays',
    owner: priya,
    ageDays: 20,
    members: [
      [secondOwner, 'admin'],
      [collaborator, 'member'],
    ],
    running: 0,
    stopped: 0,
    images: [],
  });
}
