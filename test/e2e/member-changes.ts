import { expect, type Page } from '@playwright/test';
import type { SharedInstance } from './steward.ts';

/** A change that the lists deny is failed only after they were read again for 15 s (ms). */
export const readAgain = 30_000;

export interface ServerMember {
  userId: string;
  email: string;
  role: string;
}

/** A member as the server has it, by the name of the workspace. */
export async function memberOnServer(
  instance: SharedInstance,
  workspace: string,
  email: string,
): Promise<ServerMember | undefined> {
  const answer = await instance.now.call('GET', `/workspace/${instance.now.workspaceId(workspace)}/members`);
  return (answer.json as ServerMember[]).find((member) => member.email === email);
}

/** On an instance of somebody else the result offers to tell it of the change; it is read and closed. */
export async function finishResult(page: Page): Promise<void> {
  const result = page.getByRole('dialog');
  await expect(result.getByRole('button', { name: 'Open refresh page' })).toBeVisible();
  await result.getByRole('button', { name: 'Close' }).last().click();
  await expect(result).toBeHidden();
}
