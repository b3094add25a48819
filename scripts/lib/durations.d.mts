export interface Durations {
  of<T>(name: string, run: () => Promise<T>): Promise<T>;
  lines(): string[];
}
export function createDurations(now?: () => number): Durations;
