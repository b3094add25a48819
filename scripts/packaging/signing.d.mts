export function dropEmpty(env: NodeJS.ProcessEnv): void;
