import { quoted } from '../../base/quoted.ts';

/** What Steward says about System Initiative, apart from its labels. */
export const systemInitiativeText = {
  // Why something isn’t supported.
  noOrganizations: 'System Initiative has no organizations.',
  noInvitations:
    'System Initiative has no separate invitations. Invited people appear as pending members right away.',
  fixedRoles: 'System Initiative has three fixed roles.',
  oneAtATime: 'System Initiative creates workspaces one at a time. Use “Create workspace”.',
  noClone: 'System Initiative can’t clone a workspace.',
  noDetails: 'System Initiative has no further details about a workspace than those already shown.',
  noSettings: 'Workspaces have no settings besides the name and approvals.',
  noTransfer: 'The API has no ownership transfer. Make another member Owner, then change your own role.',
  nothingToCancel: 'There’s no invitation to cancel. Remove the pending member instead.',
  noDisabling: 'Tokens can’t be disabled temporarily. Revoke this one and create another.',
  noRotation: 'Create a new token, replace the old one wherever it’s used, then revoke the old one.',
  notPublic: (what: string) =>
    `The public API doesn’t support ${what}. Add a connection to the auth API instead.`,

  // Expiry of tokens.
  longExpiry: (wanted: string, days: number) =>
    `System Initiative reads ${quoted(wanted)} as ${days} days. Tokens can’t be permanent.`,
  expiryTooLong: 'The expiry text is too long.',
  expiryInPast: 'The expiry can’t be in the past.',
  expiryNeedsUnit: 'Add a unit. A number alone counts milliseconds.',
  expiryWholeNumber: 'Use a whole number.',
  expiryCharacters: 'Use only letters, digits and spaces.',
  expiryMonths: 'Months aren’t supported.',
  expiryMilliseconds: 'Use whole seconds. The server fails over parts of a second.',
  expiryFormat: (units: string) => `Enter one whole number and one unit: ${units}.`,
  expiryZero: 'The expiry can’t be zero.',
  expiryTooFar: 'The server can’t store a date that far away.',
  expiresInMinutes: (duration: string) =>
    `This token would expire in ${duration}. A single “m” means minutes, not months.`,

  // Form fields.
  typeManaged: 'Runs on the vendor’s own instance. The usual choice.',
  typeLocal: 'Runs on an instance on this computer, for System Initiative developers.',
  typeRemote: 'Runs on an instance hosted elsewhere. Its URL can’t be one of the other two types’.',
  tooLong: (most: number, length: number) => `Use at most ${most} characters. You entered ${length}.`,
  badCharacters: (bad: string, dot: string) =>
    `Remove ${quoted(bad)}. You can use letters, digits, spaces and ' , _ + ( )${dot} -`,
  fixedUrl: (url: string) => `This type of workspace always uses ${url}.`,
  enterUrl: 'Enter the instance’s URL, for example https://si.example.com.',
  vendorUrl: 'That’s the vendor’s instance. Choose “Managed by System Initiative”.',
  localUrl: 'That’s this computer. Choose “Local Dev Instance”.',
  urlScheme: 'Start the URL with https:// or http://.',
  urlQuery: 'Remove everything from ? or # onwards.',
  urlUser: 'Remove the username and password.',
  urlCase: 'Use lowercase letters in the host.',
  urlIpv6: 'IPv6 addresses aren’t accepted. Use a hostname.',
  urlUnderscore: 'Hosts with an underscore aren’t accepted.',
  urlPath: 'Use only letters, digits, spaces and . - _ in the path.',
  emailRefused: (email: string) =>
    `The server doesn’t accept ${quoted(email)}. Use only unaccented letters, digits and . _ ' + -.`,
  urlHost: 'Use a host of lowercase letters, digits, dots and hyphens, with an optional port and path.',

  // Changes that can’t be sent.
  remoteOnPublicApi: 'The public API creates workspaces only on its own instance, not at a remote URL.',
  useAuthApi: 'Add a connection to the auth API instead.',
  noInstanceUrl: 'This workspace has no instance URL, which System Initiative requires to change the name.',
  changeInPortal: 'Change it in the System Initiative portal.',

  // Addresses and sign-in forms.
  tokenHint: 'A session token or a workspace’s API token. It starts with “eyJ”.',
  addressHint: 'The auth API’s address, for example https://auth-api.example.com.',
  webPage: (host: string, address: string) =>
    `${host} is a web page of System Initiative. The management API is at ${address}.`,
  localWebPage: (host: string, address: string) =>
    `${host} is usually the web page of a local System Initiative. Its management API is at ${address}.`,

  // What the server’s errors mean, and what to do.
  changeRoleInstead: 'Refresh the members, then change the role instead.',
  severalAccounts: 'Several accounts have this e-mail address, so the server can’t tell who is meant.',
  useAnotherEmail: 'Invite them with another address of theirs.',
  refusedConflict: 'The server refused this change without a reason that Steward knows.',
  checkAccount: 'The account may be blocked. See the detail, or contact support@systeminit.com.',
  notFound: 'The server couldn’t find what this change is about.',
  addressRefused:
    'The server doesn’t accept this e-mail, so it can’t remove this person. Ask them to leave or to change it.',
  noPageWithoutUrl: 'This workspace has no instance URL, so there’s no page to open.',
  emailMustMatch: 'Refresh the members. E-mail addresses must match exactly, including upper and lower case.',
  sessionExpired: 'Your sign-in has expired or isn’t valid on this server.',
  sessionInvalid: 'Your sign-in isn’t valid on this server.',
  tokenRevoked: 'The token you signed in with was revoked.',
  accountGone: 'The account you signed in with no longer exists on this server.',
  tokenWorkspaceGone: 'The workspace that your token belongs to no longer exists.',
  fieldRejected: (host: string, field: string, reason: string) => `${host} rejected the ${field}: ${reason}.`,
  localSignInDisabled: (host: string) => `Local sign-in is turned off on ${host}.`,
  signInOtherwise: 'Sign in with the browser or with a token.',
  otherVersion: 'The server may run another version. Contact its administrator.',
  automationToken: 'System Initiative doesn’t allow this with an automation token.',
  signInAsPerson: 'Sign in as a person instead.',
  notSignedIn: 'You’re not signed in to this server.',
  accountBlocked: (state: string) => `System Initiative has ${state} your account.`,
  contactSupport:
    'Contact support@systeminit.com, then sign in again. Everything read so far stays available.',
  verifyEmail: 'System Initiative requires a verified e-mail address for this.',
  followEmail: 'Follow the link in its e-mail, then try again.',
  notAllowed: (message: string) => `The server doesn’t allow this: ${message}.`,
  otherWorkspace: 'Refresh. It may belong to another workspace.',
  workspaceTokenNeeded: 'The public API accepts only tokens that belong to a workspace.',
  createApiToken: 'Create an API token in the workspace and sign in with it, or use the auth API’s address.',
  publicTokenRejected: 'The public API no longer accepts your token.',

  // Roles and permissions.
  roleOwner:
    'Changes and deletes the workspace, assigns roles, manages members and tokens, and approves change sets.',
  roleApprover: 'Invites and removes members, and proposes, approves and applies change sets.',
  roleCollaborator: 'Works in the workspace and proposes change sets.',
  automationList: 'Automation tokens can’t list tokens.',
  automationRevoke: 'Automation tokens can’t revoke tokens.',
  automationDelete: 'Automation tokens can’t delete tokens.',
  automationDefault: 'Automation tokens can’t change the default workspace.',
  automationFavourite: 'Automation tokens can’t change favourites.',
  automationHide: 'Automation tokens can’t hide workspaces.',
  automationApprovals: 'Automation tokens can’t turn approvals on or off.',
  signInAsPersonTo: (reason: string) => `${reason} Sign in as a person instead.`,
  ownerCannotLeave: 'An owner can’t leave. Make another member Owner, then change your own role.',
  ownerCannotBeRemoved: 'An owner can’t be removed. Change their role to Approver or Collaborator first.',
  noteOwner: 'An owner can’t leave or be removed until their role is changed.',
  noteEditor: 'The role is called COLLABORATOR in the public API and EDITOR in the auth API.',

  // Signing in.
  signInUsed: 'The sign-in was already used or took too long.',
  startAgain: 'Start the sign-in again. The page works once, for about eight minutes.',
  noSignIn: (host: string) => `${host} didn’t return the sign-in completed in the browser.`,
  startAgainOrToken: 'Start the sign-in again, or sign in with a token.',
  notAToken: 'This doesn’t look like a System Initiative token.',
  copyToken: 'Copy the whole token: three long parts joined by dots, starting with “eyJ”.',
};
