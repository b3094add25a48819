export interface ParsedEmails {
  emails: string[];
  /** How many repeats were left out. */
  repeated: number;
}

/**
 * Takes addresses out of pasted text: separated by spaces, commas, semicolons or lines, also as `Ana <ana@x.example>`.
 * Exact repeats are left out; a different case is kept, because the system treats it as another person.
 */
export function parseEmails(text: string): ParsedEmails {
  const named = text.replace(/[^,;\n<>]*<([^<>\s]+)>/g, ' $1 ');
  const all = named.split(/[\s,;]+/).filter((part) => part !== '');
  const emails = [...new Set(all)];
  return { emails, repeated: all.length - emails.length };
}
