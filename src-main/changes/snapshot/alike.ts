/** The addresses that a server may keep for this one: as it is, and without what follows a plus sign. */
export function emailForms(email: string): string[] {
  const plain = email.trim();
  const untagged = plain.replace(/^([^+@]+)\+[^@]*(?=@)/, '$1');
  return untagged === plain ? [plain] : [plain, untagged];
}
