import { listFreshnesses } from '../list-freshness.ts';

/** The lists that have a query and keep columns and views: three of a workspace, and four of all connections. */
export type QueryList =
  'members' | 'tokens' | 'invitations' | 'people' | 'allTokens' | 'allWorkspaces' | 'allHistory';

/**
 * What the values of a key are. `text`: contained, folded. `choice`: one of a fixed list. `named`: one of what the context names (roles,
 * connections, systems). `past` and `future`: points in time, which may also be absent or not reported. `token`: a state of the tokens
 * that a person owns.
 */
export type KeyKind = 'text' | 'choice' | 'named' | 'past' | 'future' | 'token';

export interface KeySpec {
  key: string;
  kind: KeyKind;
  /** What it filters by, shown in the completion. */
  hint: string;
  /** The values of a `choice`. */
  values?: readonly string[];
  /** Other ways to write the key. */
  also?: readonly string[];
}

const role: KeySpec = { key: 'role', kind: 'named', hint: 'The role' };
const email: KeySpec = { key: 'email', kind: 'text', hint: 'Text in the e-mail', also: ['mail'] };
const name: KeySpec = { key: 'name', kind: 'text', hint: 'Text in the name' };
const memberStatus: KeySpec = {
  key: 'status',
  kind: 'choice',
  hint: 'Active, still pending, or not reported',
  values: ['active', 'pending', 'not-reported'],
};
const joined: KeySpec = { key: 'joined', kind: 'past', hint: 'When they joined' };
const entered: KeySpec = { key: 'entered', kind: 'past', hint: 'When it was added manually' };
const token: KeySpec = { key: 'token', kind: 'token', hint: 'Tokens they own' };
const places: readonly KeySpec[] = [
  { key: 'ws', kind: 'text', hint: 'Text in the workspace’s name', also: ['workspace'] },
  { key: 'org', kind: 'text', hint: 'Text in the organization’s name', also: ['organization'] },
  { key: 'conn', kind: 'named', hint: 'The connection', also: ['connection'] },
  { key: 'system', kind: 'named', hint: 'The system' },
];
const tokenKeys: readonly KeySpec[] = [
  {
    key: 'status',
    kind: 'choice',
    hint: 'Whether it’s active',
    values: ['active', 'disabled', 'expired', 'revoked'],
  },
  { key: 'owner', kind: 'text', hint: 'Text in the owner’s name or e-mail' },
  { key: 'expires', kind: 'future', hint: 'When it expires', also: ['expiring'] },
  { key: 'created', kind: 'past', hint: 'When it was created' },
  { key: 'last', kind: 'past', hint: 'When it was last used', also: ['used'] },
  { key: 'revoked', kind: 'past', hint: 'When it was revoked' },
  { key: 'scope', kind: 'text', hint: 'Text in its scopes', also: ['scopes'] },
  name,
];

const keys: Record<QueryList, readonly KeySpec[]> = {
  members: [role, memberStatus, joined, email, name, entered, token],
  tokens: tokenKeys,
  invitations: [
    role,
    {
      key: 'status',
      kind: 'choice',
      hint: 'Its outcome so far',
      values: ['pending', 'accepted', 'declined', 'expired', 'cancelled', 'not-reported'],
    },
    { key: 'by', kind: 'text', hint: 'Text in the inviter’s name' },
    { key: 'expires', kind: 'future', hint: 'When it expires', also: ['expiring'] },
    { key: 'created', kind: 'past', hint: 'When it was sent', also: ['sent'] },
    email,
  ],
  people: [role, memberStatus, joined, ...places, email, name, token, entered],
  allTokens: [...tokenKeys, ...places],
  allWorkspaces: [
    ...places,
    name,
    { key: 'role', kind: 'named', hint: 'Your role' },
    { key: 'kind', kind: 'choice', hint: 'Where it runs', values: ['managed', 'local-dev', 'remote-url'] },
    {
      key: 'scope',
      kind: 'choice',
      hint: 'Workspace, organization or account',
      values: ['workspace', 'organization', 'account'],
    },
    {
      key: 'origin',
      kind: 'choice',
      hint: 'Fetched from the server, or added manually',
      values: ['live', 'entered'],
    },
    {
      key: 'freshness',
      kind: 'choice',
      hint: 'How fresh its list of members is',
      values: listFreshnesses,
      also: ['fresh'],
    },
  ],
  allHistory: [
    { key: 'who', kind: 'text', hint: 'Text in a person’s name or e-mail', also: ['person'] },
    ...places.filter(({ key }) => key !== 'org'),
    {
      key: 'kind',
      kind: 'choice',
      hint: 'What changed',
      values: ['member', 'role', 'token', 'invitation', 'workspace'],
    },
    { key: 'when', kind: 'past', hint: 'When it changed', also: ['at', 'date'] },
    { key: 'by', kind: 'choice', hint: 'Made in Steward, or observed', values: ['steward', 'observed'] },
  ],
};

export const keysOf = (list: QueryList): readonly KeySpec[] => keys[list];

export const keyNamed = (list: QueryList, key: string): KeySpec | undefined =>
  keys[list].find((spec) => spec.key === key || spec.also?.includes(key));

/** The values of `token:`, beside `expiring<14d` and the like. */
export const tokenStates = ['active', 'disabled', 'expired', 'revoked', 'any'] as const;
export type TokenState = (typeof tokenStates)[number];
