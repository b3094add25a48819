export function errorSentences(): { file: string; sentence: string; nextStep: string }[];
