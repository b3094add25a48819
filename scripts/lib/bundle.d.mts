type Say = (step: string, text: string) => void;
export const commandLine: string;
export function ensureCommandLine(say: Say): Promise<void>;
export function ensureBundle(say: Say, debuggable: boolean): Promise<void>;
export function forgetBundle(): void;
