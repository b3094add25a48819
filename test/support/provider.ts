import { capability, scope, type Capability, type Scope } from '../../src-preload/contract/capabilities.ts';
import { none } from '../../src-preload/shared/known.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { Role, RoleTable } from '../../src-preload/contract/roles.ts';
import type { SystemFacts } from '../../src-preload/contract/system.ts';
import type {
  CapabilityEntry,
  CapabilityTable,
  ApiVariant,
  Provider,
} from '../../src-main/providers/provider.ts';
import type { RoleRow } from '../../src-main/base/records.ts';

const everywhere: readonly Scope[] = scope.options;

/** A capability table that offers everything at every kind of place, except as said. */
export function fakeCapabilities(
  overrides: Partial<Record<Capability, CapabilityEntry>> = {},
): CapabilityTable {
  const all = capability.options.map((name): [Capability, CapabilityEntry] => [
    name,
    { supported: true, at: everywhere, source: 'test' },
  ]);
  // The keys are those of the enum; Object.fromEntries loses them.
  return { ...(Object.fromEntries(all) as Record<Capability, CapabilityEntry>), ...overrides };
}

export const fakeFacts = (overrides: Partial<SystemFacts> = {}): SystemFacts => ({
  apiVariant: 'only',
  apiVariantLabel: 'test API',
  guided: false,
  joining: {
    verb: 'invite',
    shownIn: 'members',
    role: 'carried',
    message: false,
    days: null,
    fromOrganization: false,
    cancelReason: false,
    keepsEnded: false,
  },
  memberSince: 'Joined',
  tokens: {
    one: 'token',
    many: 'tokens',
    whose: 'this workspace',
    listed: 'everyone',
    expiry: true,
    secret: 'once',
    scopes: [],
    keptValues: false,
    afterRemoval: 'work',
  },
  createFields: ['description', 'type'],
  updateFields: ['description'],
  sharedMarks: false,
  settings: [],
  scopes: ['workspace', 'organization', 'account'],
  listsNote: null,
  refreshesInstances: false,
  ...overrides,
});

export const fakeApiVariant = (parts: Partial<ApiVariant> = {}): ApiVariant => ({
  capabilities: parts.capabilities ?? fakeCapabilities(),
  facts: parts.facts ?? fakeFacts(),
});

const builtIn = { description: '', kind: 'built-in', assignable: true, permissions: null } as const;
export const fakeRoles: readonly Role[] = [
  { id: 'owner', label: 'Owner', rank: 3, common: 'owner', ...builtIn },
  { id: 'editor', label: 'Editor', rank: 2, common: 'editor', ...builtIn },
  { id: 'viewer', label: 'Viewer', rank: 1, common: 'viewer', ...builtIn },
];

/** Owner, editor and viewer, and below them the roles that the server keeps; a matrix of one row. */
export const fakeRoleTable = (at: Scope, custom: readonly RoleRow[]): RoleTable => ({
  scope: at,
  title: 'Test roles',
  source: 'test',
  roles: [
    ...fakeRoles,
    ...custom.map((row): Role => ({
      id: row.id,
      label: row.name,
      rank: 0,
      description: row.description.state === 'known' ? row.description.value : '',
      common: 'custom',
      kind: row.kind,
      assignable: true,
      permissions: row.permissions.state === 'known' ? row.permissions.value : null,
    })),
  ],
  rows: [
    {
      id: 'member.list',
      label: 'See the members',
      capability: 'member.list',
      cells: Object.fromEntries(fakeRoles.map(({ id }) => [id, { may: true, restriction: null }])),
    },
  ],
  notes: [],
});

/**
 * A system that has everything everywhere and forbids nobody anything, with one API variant `only`: a test changes what it is about. Its
 * session isn't made here: tests of what is above the providers hand out sessions of their own.
 */
export const fakeProvider = (overrides: Partial<Provider> = {}): Provider => ({
  id: 'system',
  product: {
    provider: 'system',
    name: 'Test system',
    managedAddress: null,
    localAddress: null,
    about: '',
    addressHint: '',
    tokenHint: '',
    forms: [],
    options: [],
  },
  apiVariants: { only: fakeApiVariant() },
  defaultApiVariant: 'only',
  roleTable: fakeRoleTable,
  ownerRole: () => 'owner',
  inviteArrivesAs: () => null,
  roleReachingAllWorkspaces: null,
  namedByEmail: new Set(),
  permissionCodes: [],
  permits: () => ({ allowed: true }),
  permitsRemoval: () => ({ allowed: true }),
  permitsRole: () => ({ allowed: true }),
  kindOf: () => 'local-dev',
  recognise: async () => ok(null),
  browserSignIn: null,
  documentsSessionEnd: true,
  localSignIn: null,
  formSignIn: async (_http, _target, form) => ok({ step: 'secret', secret: form.values.token ?? '' }),
  inspectCredential: () => ok({ credential: 'session', expiresAt: none }),
  session() {
    throw new Error('this test has sessions of its own');
  },
  inventory: null,
  workspaceTypes: [],
  workspaceUrl: () => null,
  refreshAuthUrl: () => null,
  checkWorkspaceFields: () => [],
  tokenNameProblem: () => null,
  expiryPresets: [],
  readExpiry: () => ({ reading: 'never', text: 'never', caution: null }),
  consequences: () => [],
  ...overrides,
});
