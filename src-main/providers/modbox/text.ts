/** What Steward says about Modbox, apart from its labels. */
export const modboxText = {
  // Why something isn’t supported.
  noOrganizations: 'Modbox has no organizations.',
  noInvitations: 'Modbox has no invitations. People become members as soon as they’re added.',
  fixedRoles: 'Modbox has four fixed roles.',
  noMark: (what: string) => `Modbox has no ${what}. Steward keeps yours on this device.`,
  oneAtATime: 'Modbox creates workspaces one at a time. Use “Create workspace”.',
  noClone: 'Modbox can’t clone a workspace.',
  noSettings: 'Modbox workspaces have only a name and a description, no settings.',
  fixedDefault: 'Modbox creates a default workspace at sign-up and can’t change it.',
  noApprovals: 'Modbox has no approvals.',
  noTransfer: 'Modbox can’t transfer ownership. Make another member Owner, then change your own role.',
  noWorkspacePage: 'Modbox documents no page for a single workspace. Its dashboard is app.modbox.run.',
  nothingToCancel: 'There’s no invitation to cancel. Remove the member instead.',
  noDisabling: 'Tokens can’t be disabled temporarily. Delete this one and create another.',
  secretShownOnce: 'Modbox shows a token’s secret only once, when it’s created.',
  noRotation: 'Create a new token, replace the old one wherever it’s used, then delete the old one.',
  noProbe: 'Modbox tokens belong to a person, so testing one says nothing about a workspace.',
  noRevoke: 'Modbox has no way to revoke a token. Delete it instead.',

  // Notes on lists and settings.
  listsNote:
    'Modbox API tokens belong to you, not to a workspace. Each works in every workspace you can access.',

  // Form fields.
  tooLong: (most: number, length: number) => `Use at most ${most} characters. You entered ${length}.`,
  describeToken: 'Describe what uses the token, so you can recognize it later.',

  // Changes that can’t be sent.
  secretNotInVault: 'Modbox needs a token’s secret to delete it, and Steward’s vault doesn’t have this one.',
  deleteInDashboard: 'Delete it in Modbox’s dashboard.',

  // Addresses and sign-in forms.
  addressHint: 'The API’s address, for example https://api.modbox.run.',
  passwordHint:
    'The session ends after Steward hasn’t run for half an hour. An mbx_ token stays signed in but can’t manage tokens.',
  tokenFieldHint: 'mbx_…, an access token, or the page address that contains it.',
  refreshTokenHint: 'Goes with an access token and keeps you signed in.',
  webPage: (host: string, address: string) => `${host} is a web page of Modbox. Its API is at ${address}.`,
  noExpiry: 'Modbox tokens have no expiry to choose.',

  // What the server’s errors mean, and what to do.
  wrongPassword: 'Modbox didn’t recognize this username and password.',
  notAccepted: 'Wrong username or password.',
  signedOut: 'Your Modbox session has expired or isn’t valid.',
  inactive: 'Your Modbox account isn’t active.',
  contactModbox: 'Contact Modbox. Everything read so far stays available.',
  sessionOnly: 'Modbox lets you manage API tokens only when you’re signed in as a person.',
  signInAsPerson: 'Sign in with a password or in the browser to manage tokens.',
  askToBeAdded: 'Refresh, or ask an owner to add you.',
  ownerOnly: 'Only an owner can grant, change or remove the Owner role.',
  ownerProtected: 'Other members can’t remove an owner.',
  demoteFirst: 'Give them another role first, or ask them to leave.',
  needsOwner: 'A workspace needs at least one owner.',
  makeOwnerFirst: 'Make another member an owner first.',
  tokenGone: 'This token no longer exists on Modbox.',
  refreshTokens: 'Refresh the tokens.',
  changeRoleInstead: 'Refresh the members, then change the role instead.',

  // Roles and permissions.
  roleOwner: 'Can do everything, including making others Owner and deleting the workspace.',
  roleAdmin: 'Manages images, sandboxes and members, except owners.',
  roleMember: 'Creates sandboxes.',
  roleViewer: 'Can view, but not change anything.',
  tokensNeedSession: 'Modbox API tokens can’t manage tokens. Sign in as a person to do that.',
  ownerProtectedRemoval: 'Other members can’t remove an owner. Change their role first.',
  noteOwner: 'Other members can’t remove an owner, not even another owner.',
  noteSource:
    'The guide covers sandboxes, images, members and deletion. The other rows follow from its text and routes.',

  // Stored sign-ins.
  notAToken: 'This is neither an mbx_ token nor a Modbox access token.',
  noTokenInAddress: 'This address contains no tokens.',
  copyToken:
    'Copy an mbx_ token from the dashboard, or the full address of the page where the sign-in ended.',
  unreadableSignIn: 'This Modbox sign-in can’t be read.',

  // Reading lists.
  sandboxesHint: 'Sandboxes belong to the workspace and are deleted with it.',
  ownAccount: 'This is your own account, so it has no other members.',
  tokenMadeElsewhere:
    'Modbox needs a token’s secret to delete it, and this one was created elsewhere. Delete it in the dashboard.',
};
