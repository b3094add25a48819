import { quoted } from '../../../base/quoted.ts';

/** What is said of a place, whichever change is made to it. */
export const placeText = {
  gone: (name: string) => `${quoted(name)} is no longer in your list.`,
  renamed: (before: string, now: string) => `${quoted(before)} is now called ${quoted(now)}.`,
  myRole: (name: string, role: string) => `Your role in ${quoted(name)} is now ${role}.`,
  twiceInPlan: (name: string) => `${quoted(name)} is in this plan twice.`,
  workspaceNameTaken: (name: string) => `There’s already a workspace called ${quoted(name)}.`,
  organizationNameTaken: (name: string) => `There’s already an organization called ${quoted(name)}.`,
  workspaceNamesake: 'There’s another workspace with this name now.',
  organizationNamesake: 'There’s another organization with this name now.',
};
