import { execFile } from 'node:child_process';

/** Runs a program without a shell and gives what it wrote; null: it isn't there, failed or took too long. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string | null>;

const longestMs = 3000;

export const runProgram: RunProgram = (program, args) =>
  new Promise((resolve) => {
    execFile(
      program,
      [...args],
      { timeout: longestMs, maxBuffer: 1_000_000, windowsHide: true },
      (error, stdout) => resolve(error === null ? stdout : null),
    );
  });

/**
 * Whether the network's data is counted, by NetworkManager on Linux. It answers `u 1` (yes), `u 3` (it guesses so), `u 2` and `u 4` (no)
 * or `u 0` (unknown): https://networkmanager.dev/docs/api/latest/nm-dbus-types.html#NMMetered. Chromium reports it on phones alone, and
 * macOS and Windows have no program that says it.
 */
export async function isMeteredLinux(run: RunProgram = runProgram): Promise<boolean> {
  const manager = 'org.freedesktop.NetworkManager';
  const place = '/org/freedesktop/NetworkManager';
  // It only asks: a NetworkManager that doesn't run isn't started for it.
  const answer = await run('busctl', [
    '--system',
    '--auto-start=no',
    'get-property',
    manager,
    place,
    manager,
    'Metered',
  ]);
  return answer !== null && /^u [13]\s*$/u.test(answer);
}

interface MeteredParts {
  /** Asks the system. */
  ask(): Promise<boolean>;
  /** Whether anything depends on it now. */
  isWanted(): boolean;
  onChange(): void;
  /** Calls again and again until the returned function is called. */
  every(ms: number, look: () => void): () => void;
}

export interface MeteredWatch {
  isMetered(): boolean;
  /** Asks now: the network or a setting is another. */
  look(): Promise<void>;
  stop(): void;
}

const periodMs = 60_000;

/** Knows whether the network is metered, asked again every minute while a setting depends on it. */
export function watchMetered({ ask, isWanted, onChange, every }: MeteredParts): MeteredWatch {
  let metered = false;
  let asked = 0;
  const look = async () => {
    asked += 1;
    const mine = asked;
    const now = isWanted() && (await ask());
    // A later question has a newer answer.
    if (mine !== asked || now === metered) return;
    metered = now;
    onChange();
  };
  const stop = every(periodMs, () => void look());
  return { isMetered: () => metered, look, stop };
}
