import { quoted } from '../../text.ts';

/** What is said of a place, whichever change is made to it. */
export const placeText = {
  gone: (name: string) => `${quoted(name)} isn’t in your list any more.`,
  renamed: (before: string, now: string) => `${quoted(before)} is called ${quoted(now)} now.`,
  myRole: (name: string, role: string) => `Your role in ${quoted(name)} is ${role} now.`,
  twiceInPlan: (name: string) => `${quoted(name)} is in this plan twice.`,
  workspaceNameTaken: (name: string) => `There is a workspace called ${quoted(name)} already.`,
  organizationNameTaken: (name: string) => `There is an organization called ${quoted(name)} already.`,
  workspaceNamesake: 'A workspace of this name was created meanwhile.',
  organizationNamesake: 'An organization of this name was created meanwhile.',
};
