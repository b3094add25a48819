export interface Display {
  /** Whether it is one that nobody sees. */
  readonly virtual: boolean;
  /** What programs need in their environment to use it. */
  readonly env: Readonly<Record<string, string>>;
  close(): void;
}

export function openDisplay(size?: { width?: number; height?: number }): Promise<Display>;
