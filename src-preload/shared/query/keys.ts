/** The lists that have a query: three of a place, and three across everything. */
export type QueryList = 'members' | 'tokens' | 'invitations' | 'people' | 'allTokens' | 'allWorkspaces';

/**
 * How the values of a key are read. `text`: contained in it, folded. `choice`: one of a fixed list. `named`: one of what the context
 * names (roles, connections, systems). `past` and `future`: points in time, which may also be absent or not reported. `token`: what is
 * asked of the tokens that somebody owns.
 */
export type KeyKind = 'text' | 'choice' | 'named' | 'past' | 'future' | 'token';

export interface KeySpec {
  key: string;
  kind: KeyKind;
  /** What it filters by, for the completion. */
  hint: string;
  /** Of `choice`: what there is. */
  values?: readonly string[];
  /** Other ways to write the key. */
  also?: readonly string[];
}

const role: KeySpec = { key: 'role', kind: 'named', hint: 'The role' };
const email: KeySpec = { key: 'email', kind: 'text', hint: 'Words in the e-mail', also: ['mail'] };
const name: KeySpec = { key: 'name', kind: 'text', hint: 'Words in the name' };
const memberStatus: KeySpec = {
  key: 'status',
  kind: 'choice',
  hint: 'Signed up, or still invited',
  values: ['active', 'pending'],
};
const joined: KeySpec = { key: 'joined', kind: 'past', hint: 'When they joined' };
const entered: KeySpec = { key: 'entered', kind: 'past', hint: 'When it was entered by hand' };
const token: KeySpec = { key: 'token', kind: 'token', hint: 'What tokens they own' };
const places: readonly KeySpec[] = [
  { key: 'ws', kind: 'text', hint: 'Words in the workspace’s name', also: ['workspace'] },
  { key: 'org', kind: 'text', hint: 'Words in the organization’s name', also: ['organization'] },
  { key: 'conn', kind: 'named', hint: 'The connection', also: ['connection'] },
  { key: 'system', kind: 'named', hint: 'The system' },
];
const tokenKeys: readonly KeySpec[] = [
  {
    key: 'status',
    kind: 'choice',
    hint: 'Whether it works',
    values: ['active', 'disabled', 'expired', 'revoked'],
  },
  { key: 'owner', kind: 'text', hint: 'Words in the owner’s name or e-mail' },
  { key: 'expires', kind: 'future', hint: 'When it stops working', also: ['expiring'] },
  { key: 'created', kind: 'past', hint: 'When it was made' },
  { key: 'last', kind: 'past', hint: 'When it was last used', also: ['used'] },
  { key: 'revoked', kind: 'past', hint: 'When it was revoked' },
  { key: 'scope', kind: 'text', hint: 'Words in its scopes', also: ['scopes'] },
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
      hint: 'What became of it',
      values: ['pending', 'accepted', 'declined', 'expired', 'cancelled'],
    },
    { key: 'by', kind: 'text', hint: 'Words in the name of who invited' },
    { key: 'expires', kind: 'future', hint: 'When it ends', also: ['expiring'] },
    { key: 'created', kind: 'past', hint: 'When it was sent', also: ['sent'] },
    email,
  ],
  people: [role, memberStatus, joined, ...places, email, name, token, entered],
  allTokens: [...tokenKeys, ...places],
  allWorkspaces: [
    ...places,
    name,
    { key: 'role', kind: 'named', hint: 'My role in it' },
    { key: 'kind', kind: 'choice', hint: 'Where it runs', values: ['managed', 'local-dev', 'remote-url'] },
    { key: 'scope', kind: 'choice', hint: 'What it is', values: ['workspace', 'organization', 'account'] },
    { key: 'origin', kind: 'choice', hint: 'Who said so', values: ['live', 'entered'] },
  ],
};

export const keysOf = (list: QueryList): readonly KeySpec[] => keys[list];

export const keyNamed = (list: QueryList, key: string): KeySpec | undefined =>
  keys[list].find((spec) => spec.key === key || spec.also?.includes(key));

/** What `token:` can ask, beside `expiring<14d` and the like. */
export const tokenWords = ['active', 'disabled', 'expired', 'revoked', 'any'] as const;
export type TokenWord = (typeof tokenWords)[number];

/** What a list is called in a sentence. */
export const listWords: Record<QueryList, string> = {
  members: 'the member list',
  tokens: 'the token list',
  invitations: 'the list of invitations',
  people: 'the list of people',
  allTokens: 'the list of all tokens',
  allWorkspaces: 'the list of all workspaces',
};
