import { quoted } from '../../base/quoted.ts';

/** What Steward says about the Workspaces API, apart from its labels. */
export const workspacesApiText = {
  // Why something isn’t supported.
  noMarks: 'The Workspaces API has no such mark on workspaces.',
  noAnswer: 'The API can’t answer invitations. Invited people accept them in the product.',
  fixedRoles: 'Roles can’t be created or changed. Every organization has Admin, Developer and Viewer.',
  noOrganizationDelete: 'The API can’t delete an organization. Contact the service’s administrator.',
  noApprovals: 'The Workspaces API has no approvals.',
  noLeave: 'There’s no way to leave. Membership belongs to the organization, and its Admins can remove you.',
  noTransfer:
    'Workspaces belong to their organization, not to a person. Make another member Admin there instead.',
  noWorkspacePage: 'The documentation names no web page for a workspace.',
  noDisabling: 'Tokens can’t be disabled temporarily. Delete this one and create another.',
  noRotation: 'Create a new token, replace the old one wherever it’s used, then delete the old one.',
  noRevoke: 'Tokens can’t be revoked, only deleted.',

  // Client.
  renewalFailed: (host: string) => `Your sign-in to ${host} has ended and couldn’t be renewed.`,
  emptyAnswer: (host: string, what: string) =>
    `${host} accepted the request but reported no result. It probably doesn’t support ${what} yet.`,
  checkWhetherDone:
    'Refresh to see whether it was done, and ask the server’s administrator whether this is supported.',

  // Expiry of tokens.
  expiryTooShort: 'A token lasts at least one day.',
  expiryTooLong: (days: number) => `A token lasts at most ${days} days.`,
  expiryInPast: 'The expiry can’t be in the past.',
  expiryFormat: 'Enter whole days, such as “30 days”, or “never”.',
  neverExpires: 'Never. It works until it’s deleted',
  neverCaution: 'A token without an expiry works for anyone who gets hold of it until it’s deleted.',

  // Notes on lists and settings.
  publicAccessHint: 'People outside the organization may see the workspace.',
  defaultRoleHint: 'The workspace’s role when none is chosen. It must be a role of the organization.',
  listsNote:
    'Membership belongs to the organization. These members, invitations, roles and tokens apply to all of its workspaces.',

  // Form fields.
  typeHint: 'Hosted on this connection’s server, in the organization you choose.',
  nameNeeded: (what: string) => `Enter a name for the ${what}.`,
  tooLong: (most: number, length: number) => `Use at most ${most} characters. You entered ${length}.`,

  // Changes that can’t be sent.
  chooseExpiry: 'Choose another expiry.',
  suggestExpiry: (suggestion: string) => `Did you mean ${quoted(suggestion)}?`,
  unknownPlace: 'This workspace or organization doesn’t belong to this connection.',
  noOrganizationChosen: 'Choose an organization for the new workspace.',
  chooseOrganization: 'Choose the organization.',

  // Addresses and sign-in forms.
  addressHint: 'The API’s address, with or without /api/v1, for example https://api.example.com.',
  webPage: (host: string, address: string) =>
    `${host} is a web page of the product. Its API is at ${address}.`,

  // Provision.
  notCreated: (name: string, reason: string) => `${quoted(name)} wasn’t created: ${reason}.`,
  chooseName: 'Choose another name, or keep the existing workspace.',
  correctRow: 'Correct the row and try again.',
  outcomeUnknown: (name: string) => `The server didn’t report what happened to ${quoted(name)}.`,
  checkList: 'Refresh the list of workspaces to see whether it exists.',

  // What the server’s errors mean, and what to do.
  notSignedIn: (host: string) => `You’re not signed in to ${host}.`,
  signInRejected: (host: string) => `${host} no longer accepts your sign-in or token.`,
  signInExpired: (host: string) => `Your sign-in to ${host} has expired.`,
  notAllowed: (host: string, reason: string) => `${host} doesn’t allow this${reason}.`,
  refreshRoleOrAskAdmin: 'Refresh to see your role in the organization, or ask one of its Admins.',
  organizationDenied: (host: string) =>
    `${host} denied access to this organization. You aren’t a member, or your token belongs to another one.`,
  askForInvitation: 'Refresh, or ask an Admin of the organization to invite you.',
  notFound: (host: string, reason: string) => `${host} couldn’t find this${reason}.`,
  maybeDeleted: 'Refresh. It may have been deleted, or you may have lost access.',
  alreadyExists: (host: string, reason: string) => `${host} reports that this already exists${reason}.`,
  refreshOrRename: 'Refresh, then choose another name or keep the existing one.',
  unavailable: (host: string) => `${host} is temporarily unavailable.`,
  maintenance: 'It may be under maintenance. Try again in a few minutes.',
  notImplemented: (host: string, what: string) => `${host} doesn’t support ${what} yet.`,
  stubRoute: 'Its documentation lists this as not implemented. Ask the server’s administrator about it.',
  retryOrSignIn: 'Try again. If it keeps failing, sign in again.',
  rejected: (host: string, reason: string) => `${host} rejected this${reason}.`,
  fieldRejected: (host: string, field: string, within: string, reason: string) =>
    `${host} rejected the ${field}${within}: ${reason}.`,
  tokenRejected: (host: string, reason: string) => `${host} didn’t create the token${reason}.`,
  correctToken: 'Change its name, scopes or expiry and try again.',

  // Role numbers.
  noSuchRole: (role: string) => `The organization has no role ${quoted(role)}.`,
  noRoles: 'It lists no roles.',
  knownRoles: (names: string) => `Its roles are ${names}. Refresh the roles.`,

  // Roles and permissions.
  roleAdmin: 'Manages the organization: members, invitations, tokens, workspaces and their settings.',
  roleDeveloper: 'Works in the organization’s workspaces and manages only their own tokens.',
  roleViewer: 'Views the organization and its workspaces, and manages only their own tokens.',
  notOrganizationMember: 'You’re not a member of this organization.',
  adminsOnly: (role: string) => `Only Admins of the organization can do this. Your role there is ${role}.`,
  noteRoles:
    'The documentation names three roles and says that organization members have access and that operations need an Admin. It doesn’t say how Developer and Viewer differ here.',
  noteProposed:
    'The documentation lists members, invitations and roles as proposed. A server may not support them.',
  noteTokens:
    'The documentation doesn’t say who can create tokens. Since “its owner or an admin” can delete one, members must be able to own one; the list is for Admins.',
  noteLastAdmin: 'The server may not protect the last Admin. Steward warns before you remove them.',
  noteWorkspaceMembers:
    'Workspaces have no members of their own. Everyone in the organization can access them with their role there.',
  noteStubs:
    'The documentation lists the workspace routes as stubs. Steward shows what a server doesn’t support, with the reason.',
  undocumentedRole: 'A role of this organization that the documentation doesn’t describe.',

  // Stored sign-ins.
  notAToken: 'This doesn’t look like a Workspaces API token.',
  copyToken: 'Copy the whole token: an access token, or one that starts with “pat_”.',
  emptyOrSpaces: 'Not a token: it’s empty or contains spaces.',

  // Reading lists.
  identityNotReported: (host: string) => `${host} doesn’t report who this token belongs to.`,
  usePassword: 'Sign in with username and password instead.',

  // Settings.
  notAnObject: 'The settings aren’t a JSON object.',
  writeObject: 'Enter one object: { "key": value }.',

  // Signing in.
  tokenHint: 'An access token, or a personal or organization token that starts with “pat_”.',
  passwordHint: 'Steward stores the tokens it gets in return, never the password.',
  usernameHint: 'The one you use to sign in to the product.',
  refreshTokenHint: 'Access tokens last an hour. With a refresh token, Steward renews them.',
  enterUsername: 'Enter your username.',
  enterPassword: 'Enter your password.',
  bothNeeded: 'Username and password are required.',
  enterBoth: 'Enter both.',
  wrongPassword: (host: string) => `${host} didn’t recognize this username and password.`,
  wrongPasswordField: 'Wrong username or password.',
  notPastedToken: 'This isn’t a token.',
  pasteToken: 'Paste only the token, without spaces or quotes.',
  notRefreshToken: 'This isn’t a refresh token.',
  pasteRefreshToken: 'Paste only the refresh token, or leave it empty.',
};
