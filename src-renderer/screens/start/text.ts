export const startPageText = {
  addedManually: 'Added manually, not read from a server.',
  hidden: (many: number) =>
    `${many} more ${many === 1 ? 'is' : 'are'} hidden. See the end of the list on the left.`,
  noDefault: 'No workspace is marked as your default here, so this page opens first.',
  opensDefault: (connection: string, workspace: string) =>
    `Selecting ${connection} opens ${workspace} directly. This page stays in the list as “Start page”.`,
};

/** A connection without workspaces. */
export const emptyText = {
  inventory: (product: string) =>
    `${product} has no API to read from. Record its organizations, workspaces, people and keys here, and Steward keeps them with the date of each entry.`,
  workspaces: (name: string, connection: string) =>
    `${name} isn’t in any workspace on ${connection}. Create one with “New workspace”.`,
};
