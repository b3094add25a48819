export function makeFeed(release: {
  folder: string;
  version: string;
  rollout: number;
  notes: string;
  privateKey: string;
}): string;
export function publicKeyOf(privateKey: string): string;
