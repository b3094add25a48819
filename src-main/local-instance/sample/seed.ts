import { ulid } from 'ulid';
import type { Directory } from '../directory.ts';
import type { LocalLogin } from '../dialects/system-initiative/sign-in.ts';
import { formatExtra } from '../dialects/system-initiative/workspace-extra.ts';
import { instanceTypeOf, type Role } from '../dialects/system-initiative/rules.ts';
import { createRandom } from '../random.ts';
import type { NewPerson } from '../tables/people.ts';
import { addCrowd } from './crowd.ts';
import { emailPart, firstNames, lastNames } from './names.ts';
import { day, hour, minute } from '../../../src-preload/shared/units.ts';

/** Who the sample data's local login signs in: owner of three workspaces, approver and collaborator elsewhere. */
export const sampleLogin: LocalLogin = {
  email: 'ana@northwind.example',
  nickname: 'ana',
  firstName: 'Ana',
  lastName: 'Oliveira',
};

/** Sample people in a state worth a name, by e-mail. */
export const samplePeople = {
  ana: sampleLogin.email,
  /** A second owner of Northwind Production, and the owner of Payments Platform. */
  secondOwner: 'tomasz.zielinski@northwind.example',
  approver: 'april.nguyen@northwind.example',
  /** The same address in other case: somebody else, invited and never signed up. */
  approverCaseVariant: 'April.Nguyen@northwind.example',
  collaborator: 'eddie.mensah@northwind.example',
  /** Signed up, and a member of nothing. */
  outsider: 'nora.lindqvist@fabrikam.example',
  unverified: 'viktor.horvat@northwind.example',
  quarantined: 'quinn.ashford@lumen-consulting.example',
  suspended: 'simone.durand@lumen-consulting.example',
  /** Invited, never signed up. */
  pending: 'newhire@northwind.example',
  /** No longer a member of Northwind Production, but the token made there still works. */
  departed: 'derek.osei@fabrikam.example',
} as const;

/** The six sample workspaces, by name. */
export const sampleWorkspaces = {
  production: 'Northwind Production',
  staging: 'Northwind Staging',
  laptop: "Ana's laptop",
  payments: 'Payments Platform',
  edge: 'Warehouse Edge',
  partner: 'Partner Sandbox',
} as const;

/** Those with a part of their own, and those who fill this system's rosters; the crowd comes on top. */
const total = 60;

interface TokenPlan {
  readonly name: string | null;
  readonly by: string;
  /** Relative to now. */
  readonly created: number;
  readonly expires: number;
  readonly revoked?: number;
}

/**
 * Fills an empty directory with the sample data. The same seed and the same time give the same data, ids included:
 * dates are laid out around now, so that there is always a token about to expire.
 */
export function seedSampleData(directory: Directory, seed: number): void {
  directory.transaction(() => {
    fill(directory, seed);
  });
}

function fill(directory: Directory, seed: number): void {
  const random = createRandom(seed);
  const now = Math.floor(directory.now() / 1000) * 1000;
  const idAt = (time: number) => ulid(time, random);
  const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];
  const ids = new Map<string, string>();

  function addPerson(person: NewPerson & { readonly createdAt: number }): void {
    const id = idAt(person.createdAt);
    directory.people.add({ ...person, id });
    ids.set(person.email, id);
  }

  function signedUp(
    email: string,
    firstName: string,
    lastName: string,
    extra: Partial<NewPerson> = {},
  ): void {
    const createdAt = now - Math.floor((120 + random() * 900) * day);
    addPerson({
      email,
      nickname: emailPart(firstName),
      firstName,
      lastName,
      emailVerified: true,
      createdAt,
      signupAt: createdAt + Math.floor(random() * 3 * day),
      tosAcceptedAt: createdAt + 3 * day,
      ...extra,
    });
  }

  function invited(email: string, daysAgo: number): void {
    addPerson({ email, createdAt: now - daysAgo * day });
  }

  signedUp(samplePeople.ana, sampleLogin.firstName, sampleLogin.lastName);
  signedUp(samplePeople.secondOwner, 'Tomasz', 'Zieliński');
  signedUp(samplePeople.approver, 'April', 'Nguyễn');
  signedUp(samplePeople.collaborator, 'Eddie', 'Mensah');
  signedUp(samplePeople.outsider, 'Nora', 'Lindqvist');
  signedUp(samplePeople.unverified, 'Viktor', 'Horvat', { emailVerified: false });
  signedUp(samplePeople.quarantined, 'Quinn', 'Ashford', { quarantinedAt: now - 9 * day });
  signedUp(samplePeople.suspended, 'Simone', 'Durand', { suspendedAt: now - 30 * day });
  signedUp(samplePeople.departed, 'Derek', 'Osei');
  signedUp('priya.raman@lumen-consulting.example', 'Priya', 'Raman');
  const pendingEmails = [
    samplePeople.pending,
    samplePeople.approverCaseVariant,
    'contractor.one@lumen-consulting.example',
    'oncall@fabrikam.example',
    'j.halvorsen@northwind.example',
    'intern-2@northwind.example',
  ];
  for (const [index, email] of pendingEmails.entries()) invited(email, 1 + index * 9);

  const domains = [
    'northwind.example',
    'northwind.example',
    'northwind.example',
    'fabrikam.example',
  ] as const;
  const ordinary: string[] = [];
  while (ids.size < total) {
    const firstName = pick(firstNames);
    const lastName = pick(lastNames);
    const email = `${emailPart(firstName)}.${emailPart(lastName)}@${pick(domains)}`;
    if (ids.has(email)) continue;
    signedUp(email, firstName, lastName);
    ordinary.push(email);
  }

  const idOf = (email: string): string => {
    const id = ids.get(email);
    if (id === undefined) throw new Error(`The sample data has nobody with the address ${email}`);
    return id;
  };

  interface WorkspacePlan {
    readonly name: string;
    readonly url: string;
    readonly owner: string;
    readonly ageDays: number;
    readonly description: string | null;
    readonly flags?: Partial<Record<'isDefault' | 'isFavourite' | 'isHidden' | 'approvalsEnabled', boolean>>;
    readonly members: readonly (readonly [email: string, role: Role])[];
    readonly tokens: readonly TokenPlan[];
  }

  function addWorkspace(plan: WorkspacePlan): void {
    const createdAt = now - plan.ageDays * day;
    const workspace = directory.workspaces.add({
      id: idAt(createdAt),
      system: 'system-initiative',
      name: plan.name,
      description: plan.description,
      creatorId: idOf(plan.owner),
      createdAt,
      extra: formatExtra({
        instanceType: instanceTypeOf(plan.url),
        instanceUrl: plan.url,
        secret: idAt(createdAt),
        isDefault: false,
        isFavourite: false,
        isHidden: false,
        approvalsEnabled: false,
        ...plan.flags,
      }),
    });
    directory.memberships.add(workspace.id, idOf(plan.owner), 'OWNER', createdAt);
    for (const [email, role] of plan.members) {
      const invitedAt = createdAt + Math.floor(random() * (now - createdAt));
      directory.memberships.add(workspace.id, idOf(email), role, invitedAt);
    }
    for (const token of plan.tokens) {
      const tokenAt = now + token.created;
      directory.tokens.add({
        id: idAt(tokenAt),
        system: 'system-initiative',
        personId: idOf(token.by),
        workspaceId: workspace.id,
        name: token.name,
        role: 'automation',
        createdAt: tokenAt,
        expiresAt: now + token.expires,
        revokedAt: token.revoked === undefined ? null : now + token.revoked,
      });
    }
  }

  const collaborators = (from: number, to: number): (readonly [string, Role])[] =>
    ordinary.slice(from, to).map((email, index) => [email, index % 6 === 5 ? 'APPROVER' : 'EDITOR']);
  const pendingMembers = pendingEmails.map((email): readonly [string, Role] => [email, 'EDITOR']);
  const { ana, secondOwner, approver, collaborator, unverified, quarantined, suspended, departed } =
    samplePeople;

  addWorkspace({
    name: sampleWorkspaces.production,
    url: 'https://app.systeminit.com',
    owner: ana,
    ageDays: 640,
    description: 'Everything that customers touch',
    flags: { isDefault: true, isFavourite: true, approvalsEnabled: true },
    members: [
      [secondOwner, 'OWNER'],
      [approver, 'APPROVER'],
      [collaborator, 'EDITOR'],
      [unverified, 'EDITOR'],
      [quarantined, 'EDITOR'],
      [suspended, 'APPROVER'],
      ...collaborators(0, 34),
      ...pendingMembers,
    ],
    tokens: [
      { name: 'CI deploy', by: ana, created: -200 * day, expires: 165 * day },
      { name: 'Terraform import', by: secondOwner, created: -100 * day, expires: 12 * day },
      { name: 'Nightly drift report', by: approver, created: -27 * day, expires: 3 * day },
      { name: 'Incident bridge', by: collaborator, created: -1 * hour, expires: 40 * minute },
      { name: null, by: ana, created: -10 * day, expires: 20 * day },
      { name: 'Derek (old laptop)', by: departed, created: -90 * day, expires: 275 * day },
      { name: 'Audit export 2024', by: ana, created: -400 * day, expires: -35 * day },
      { name: null, by: collaborator, created: -60 * day, expires: -30 * day },
      { name: 'Leaked in a chat', by: approver, created: -50 * day, expires: 315 * day, revoked: -49 * day },
      { name: 'Old runner', by: secondOwner, created: -500 * day, expires: -135 * day, revoked: -300 * day },
    ],
  });
  addWorkspace({
    name: sampleWorkspaces.staging,
    url: 'https://app.systeminit.com',
    owner: ana,
    ageDays: 630,
    description: 'Same shape as production, smaller',
    members: [
      [secondOwner, 'APPROVER'],
      [approver, 'APPROVER'],
      [collaborator, 'EDITOR'],
      ...collaborators(4, 18),
    ],
    tokens: [
      { name: 'CI deploy (staging)', by: ana, created: -180 * day, expires: 185 * day },
      { name: 'Load test', by: collaborator, created: -31 * day, expires: -1 * day },
    ],
  });
  addWorkspace({
    name: sampleWorkspaces.laptop,
    url: 'http://localhost:8080',
    owner: ana,
    ageDays: 75,
    description: '',
    members: [],
    tokens: [],
  });
  addWorkspace({
    name: sampleWorkspaces.payments,
    url: 'https://si.payments.northwind.example:8443',
    owner: secondOwner,
    ageDays: 410,
    description: 'Card data: ask before you invite',
    flags: { isDefault: true, approvalsEnabled: true },
    members: [[ana, 'APPROVER'], [approver, 'EDITOR'], [collaborator, 'EDITOR'], ...collaborators(20, 31)],
    tokens: [
      { name: 'PCI evidence', by: secondOwner, created: -20 * day, expires: 345 * day },
      { name: "Ana's script", by: ana, created: -3 * day, expires: 4 * day },
    ],
  });
  addWorkspace({
    name: sampleWorkspaces.edge,
    url: 'https://si.edge.northwind.example/warehouse',
    owner: approver,
    ageDays: 220,
    description: null,
    members: [
      [ana, 'EDITOR'],
      [collaborator, 'APPROVER'],
      ...collaborators(28, 40),
      ['oncall@fabrikam.example', 'EDITOR'],
    ],
    tokens: [{ name: 'Barcode service', by: approver, created: -5 * day, expires: 25 * day }],
  });
  addWorkspace({
    name: sampleWorkspaces.partner,
    url: 'https://app.systeminit.com',
    owner: 'priya.raman@lumen-consulting.example',
    ageDays: 45,
    description: 'Shared with Lumen Consulting, for the 2025 migration',
    flags: { isHidden: true },
    members: [[ana, 'EDITOR'], [departed, 'EDITOR'], ...collaborators(38, 44)],
    tokens: [],
  });
  // Last, and by chances of its own: nothing above depends on how many there are.
  addCrowd(directory, seed, [...ids.keys()]);
}
