import { isolated } from '../../../src-preload/shared/shown-text.ts';
import { quoted } from '../../base/quoted.ts';

/** Whom to contact about what only the vendor can change. */
export const contactSales = 'Ask your Unstructured sales representative, or write to sales@unstructured.io.';

/** What Steward says about Unstructured, apart from its labels. */
export const unstructuredText = {
  // Why something isn’t supported.
  noInvitations: 'Unstructured has no invitations. People become members as soon as they’re added.',
  fixedRoles: 'Unstructured’s roles are fixed.',
  noOrganizationCreate: `Only Unstructured’s representatives can create an organization. ${contactSales}`,
  noOrganizationRename: `The documentation describes no way to rename an organization. ${contactSales}`,
  noOrganizationDelete: `Only Unstructured’s representatives can delete an organization. All its workspaces are permanently deleted with it. ${contactSales}`,
  oneAtATime: 'Unstructured creates workspaces one at a time. Use “Create workspace”.',
  noRename: `The documentation describes no way to rename a workspace. ${contactSales}`,
  noClone: 'Unstructured can’t clone a workspace.',
  noDetails: 'Unstructured has no further details about a workspace than those already shown.',
  noSettings: 'The documentation describes no workspace settings besides members and keys.',
  fixedDefault: 'The default workspace is the organization’s first one and can’t be changed.',
  noApprovals: 'Unstructured has no approvals.',
  noFavourites: 'Unstructured has no favourites. Steward keeps yours on this device.',
  noHiding: 'Unstructured can’t hide workspaces. Steward keeps the ones you hide on this device.',
  noLeave:
    'The documentation describes no way to leave. Ask a Super Administrator or Workspace Administrator to remove you.',
  noTransfer: 'Workspaces belong to their organization, so there’s no owner to transfer.',
  noDelete: `Only Unstructured’s representatives can delete a workspace. Its connectors, workflows, jobs and API keys are permanently deleted; its members stay in the organization. ${contactSales}`,
  noWorkspacePage:
    'The documentation gives no address for a workspace’s page. Sign in to Unstructured and choose it in the selectors at the top.',
  noRevoke: 'API keys can be disabled or deleted, but not revoked.',
  noCopyInConsole:
    'Only Unstructured’s own page shows a key’s value. Click its Copy icon there. Steward uses stored values to test keys and never shows them.',
  noProbe:
    'The management API returns every key’s value, so Steward stores none to test. Copy the value and test it where it’s used.',

  // Console perform.
  useOrganization: 'Use an organization to work with others.',
  createInOrganization: 'Create it in an organization.',
  workspaceRecorded: (organization: string, name: string) =>
    `${isolated(organization)} already has a workspace ${quoted(name)} in the inventory.`,
  memberRecorded: (email: string, place: string) =>
    `${email} is already in ${quoted(place)} in the inventory.`,
  keyRecorded: (name: string) => `The inventory already has an API key ${quoted(name)}.`,
  refreshSameName: 'Refresh and check again. Two entries with the same name can’t be told apart.',
  memberNotRecorded: (email: string) => `${email} is no longer in this list of the inventory.`,

  // Console session.
  emptyValue: 'The value is empty.',
  badKeyCharacters: 'This contains characters that keys can’t have.',
  copyKeyAgain: 'Copy the whole key again.',
  valueNotStored: (name: string) =>
    `Steward doesn’t have the value of ${quoted(name)}, so it can’t test the key.`,
  storeValueFirst: 'Copy the value from the list of keys in Unstructured and store it here first.',

  // Form fields.
  nameNeeded: (what: string) => `Enter a name for the ${what}.`,
  trimName: 'Remove the spaces at the beginning and end.',
  nameTooLong: (most: number) => `Use at most ${most} characters.`,
  keysDoNotExpire: 'Unstructured’s API keys don’t expire.',

  // Import row.
  organizationMissing: 'The organization is missing.',
  notAnEmail: (email: string) => `${quoted(email)} isn’t an e-mail address.`,
  personNeedsEmail: 'A person needs an e-mail address.',
  roleNeedsEmail: 'A role needs the person’s e-mail address.',
  roleNeedsWorkspace: 'A workspace role needs a workspace.',
  keyNeedsWorkspace: 'An API key needs a workspace.',
  badOrganizationKind: (kind: string) =>
    `${quoted(kind)} isn’t a kind of organization. Use “organization” or “personal”.`,
  badKeyState: (state: string) => `${quoted(state)} isn’t a key state. Use “enabled” or “disabled”.`,
  stateNeedsKey: 'A key state needs the key’s name.',
  unknownRole: (role: string, scope: string, names: string) =>
    `${quoted(role)} isn’t a role of ${scope}. Use ${names}.`,

  // Inventory csv.
  emptyFile: (columns: string) => `The file is empty. The columns are ${columns}.`,
  noHeader: (columns: string) =>
    `The first line must name the columns and include “organization”. The columns are ${columns}.`,
  noRows: 'There are no rows below the header.',
  correctFile: 'Correct the text and try again. Nothing was saved.',

  // Inventory import.
  rowConfirms: 'Confirms the existing entry.',
  addsOrganization: (kind: string, name: string) => `Adds the ${kind} ${quoted(name)}.`,
  changesKind: (name: string, kind: string) => `Changes ${quoted(name)} to a ${kind}.`,
  addsMember: (email: string, place: string, role: string) => `Adds ${email} to ${quoted(place)} as ${role}.`,
  renamesPerson: (email: string, before: string, name: string) =>
    `Renames ${email} from ${isolated(before)} to ${isolated(name)}.`,
  namesPerson: (email: string, name: string) => `Names ${email} ${isolated(name)}.`,
  organizationRoleNeeded: (email: string, organization: string) =>
    `Add the organization role: ${email} isn’t in ${quoted(organization)} in the inventory yet.`,
  addsWorkspace: (workspace: string, organization: string) =>
    `Adds the workspace ${quoted(workspace)} in ${quoted(organization)}.`,
  addsKey: (key: string, workspace: string, suffix: string) =>
    `Adds the API key ${quoted(key)} in ${quoted(workspace)}${suffix}.`,
  switchesKey: (key: string, state: string) => `Turns the API key ${quoted(key)} ${state}.`,
  workspaceRoleNeeded: (email: string, workspace: string) =>
    `Add the workspace role: ${email} isn’t in ${quoted(workspace)} in the inventory yet.`,

  // Inventory.
  inventoryUnreadable:
    'This connection’s inventory can’t be read. A newer version of Steward may have saved it.',
  useNewestSteward: 'Open it with the newest version of Steward. Nothing was changed.',
  notRecorded: (name: string) => `${quoted(name)} is no longer in the inventory.`,
  keysNeedWorkspace: 'API keys belong to a workspace, not to an organization.',
  keyNotRecorded: 'This API key is no longer in the inventory.',
  maybeRemoved: 'Refresh. It may have been removed.',

  // Key probe.
  keyWorks: 'Works: the data API accepted the key.',
  keyRemoved: 'The key didn’t arrive. Something on the network path removed it (401).',
  keyRejected: 'Rejected (401): the value is mistyped, or the key was disabled or deleted.',
  paymentDue: 'The organization has a payment due (402). None of its keys work until it’s paid.',
  notDataApi: 'The data API isn’t at this address (404). Check it in the connection’s settings.',
  probeNotUnderstood: (message: string) => `The data API didn’t understand the test (422): ${message}`,

  // Management perform.
  organizationNeeded: 'Choose an organization for the new workspace.',
  chooseOrganization: 'Choose the organization.',
  roleNeeded: 'Adding a person requires a role.',
  chooseRole: 'Choose a role.',

  // Manual inventory.
  personNotRecorded: 'This person is no longer in this list of the inventory.',

  // Addresses and sign-in forms.
  tokenHint: 'A session token of the management API.',
  addressHint:
    'Your account’s API address without its path, for example https://platform.unstructuredapp.io, or the address of a gateway with a management API.',
  enteredHint:
    'Unstructured has no sign-in for other apps. Enter who you are there; you maintain the inventory of organizations, workspaces, people and keys yourself.',
  nameHint: 'Your name in Unstructured.',
  emailHint: 'The one you use to sign in to Unstructured.',
  dataApiHint: (address: string) =>
    `Where API keys are tested. Leave empty for the connection’s address followed by /api/v1 (the vendor’s is ${address}/api/v1).`,
  webPage: (host: string, address: string) =>
    `${host} is a web page of Unstructured. Its API is at ${address}.`,
  addressWithoutPath: 'Enter the Unstructured account’s address without its path.',

  // What the server’s errors mean, and what to do.
  rejected: (host: string, what: string) => `${host} rejected ${what}.`,
  sessionExpired: 'Your Unstructured session has expired.',
  notSignedIn: 'You’re not signed in to Unstructured.',
  isDataApi: (host: string) =>
    `${host} requires an API key. It’s Unstructured’s data API, not its management API.`,
  checkAddress: 'Check this connection’s address.',
  sessionRejected: 'Unstructured no longer accepts your session.',
  paymentNeeded: 'Unstructured requires a payment before you can continue.',
  askBillingAdmin: 'Ask a Billing Administrator of the organization to settle it.',
  deactivated: 'Your Unstructured account has been deactivated.',
  contactKeeps: `${contactSales} Everything read so far stays available.`,
  notAllowed: (message: string) => `Unstructured doesn’t allow this: ${message}`,
  askSuperAdmin: 'Ask a Super Administrator of the organization.',
  refreshRoleOrAsk: 'Refresh to see your role, or ask one of them.',
  checkAddressOrVersion: 'Check the address. The server may run another version.',
  organizationGone: 'This organization doesn’t exist, or you’re no longer in it.',
  memberGone: 'This person is no longer a member here.',
  keyGone: 'This API key no longer exists.',
  unknownToServer: (host: string, message: string) => `${host} couldn’t find this: ${message}`,
  changeRoleInstead: 'Refresh the members, then change the role instead.',
  refreshAndCheck: 'Refresh and check again.',
  notInOrganization: (who: string) => `${who} isn’t in this workspace’s organization.`,
  severalInOrganization: (email: string) => `Several people in the organization have the e-mail ${email}.`,
  changeOneEmail: 'Nothing was sent. Ask one of them to change their e-mail.',
  addToOrganizationFirst: 'Add them to the organization first, then to the workspace.',

  // Roles and permissions.
  roleSuperAdmin:
    'Manages the organization’s members and roles, creates workspaces, and can access every workspace without being added.',
  roleMember: 'Can be added to workspaces, with a role there.',
  roleBilling: 'Views usage and costs and changes the payment information.',
  roleInheritedAdmin:
    'Can access and administer every workspace of the organization. This role is assigned in the organization.',
  roleWorkspaceAdmin: 'Can do everything in the workspace, including managing members and their roles.',
  roleDeveloper: 'Creates and changes connectors and workflows, and creates and deletes API keys.',
  roleOperator: 'Creates, changes and runs workflows, and views connectors.',
  roleViewer: 'Views connectors and workflows.',
  noteContradiction:
    'The documentation contradicts itself on who can view the organization’s members: the newer page says every role, the older one only Super Administrators.',
  noteDeveloper: (workspaces: string, roles: string) =>
    `The workspaces page (${workspaces}) requires the role “Developer” in the organization before people are added to a workspace; the roles page (${roles}) has no such organization role.`,
  noteBilling:
    'An older roles page says that a Billing Administrator can be added to a workspace but can’t take actions in it.',
  notePersonal: 'Roles don’t apply to personal accounts and personal workspaces.',
  noteSuperAdmin:
    'A Super Administrator of the organization can access all of its workspaces, including those they weren’t added to.',
  noteNames: (workspaces: string, roles: string) =>
    `The workspaces page (${workspaces}) says “Workspace Admin” for what the roles page (${roles}) calls “Workspace Administrator”.`,
  noteKeys:
    'For API keys, the documentation covers only creating and deleting. Steward treats listing, copying, disabling and rotating as the same right, since it’s all done in one list.',
  notMemberOf: (where: string) => `You’re not a member of this ${where}.`,
  noSuchRole: (role: string, names: string) =>
    `Unstructured has no role ${quoted(role)} here. The roles are ${names}.`,
  superAdminElsewhere: 'Super Administrator is an organization role. Assign it there.',

  // Signing in.
  identityUnknown: 'Steward no longer knows who you are here.',
  noToken: 'There’s no token.',
  badTokenCharacters: 'This contains characters that tokens can’t have.',
  copyTokenAgain: 'Copy the whole session token again.',
  enterName: 'Enter your name.',
  enterEmail: 'Enter your e-mail address on Unstructured.',
  identityNeeded: 'Steward needs to know who you are on Unstructured.',
  fillBoth: 'Fill in both fields.',
};
