import { z } from 'zod';

const workspaceExtra = z.object({
  /** The one that an organization begins with, or the one of a personal account. */
  isDefault: z.boolean(),
  /** Names of the workflows that the data API lists. */
  workflows: z.array(z.string()),
});

const organizationExtra = z.object({
  /** The data API then answers 402 for every key of the organization. */
  paymentRequired: z.boolean(),
});

/** What only Unstructured knows of a workspace. */
export type WorkspaceExtra = z.infer<typeof workspaceExtra>;
/** What only Unstructured knows of an organization. */
export type OrganizationExtra = z.infer<typeof organizationExtra>;

export function parseWorkspaceExtra(json: string): WorkspaceExtra {
  const value: unknown = JSON.parse(json);
  return workspaceExtra.parse(value);
}

export function parseOrganizationExtra(json: string): OrganizationExtra {
  const value: unknown = JSON.parse(json);
  return organizationExtra.parse(value);
}

export function formatWorkspaceExtra(extra: WorkspaceExtra): string {
  return JSON.stringify(extra);
}

export function formatOrganizationExtra(extra: OrganizationExtra): string {
  return JSON.stringify(extra);
}
