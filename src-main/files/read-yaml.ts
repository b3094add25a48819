/** A value that JSON could hold as well, or why the text has none, in words of a reader’s. */
export type YamlReading = { ok: true; value: unknown } | { ok: false; problem: 'not-yaml' | 'too-large' };

/** An alias stands for all that it names: a few lines can mean billions of values. */
const mostValues = 200_000;
const deepest = 50;

/** Reads YAML as data alone: its core types, each alias counted as what it stands for. */
export async function readYaml(text: string): Promise<YamlReading> {
  // Loaded when the first such file is opened.
  const { CORE_SCHEMA, load } = await import('js-yaml');
  let value: unknown;
  try {
    value = load(text, { schema: CORE_SCHEMA });
  } catch {
    return { ok: false, problem: 'not-yaml' };
  }
  return fits(value, { left: mostValues }, 0) ? { ok: true, value } : { ok: false, problem: 'too-large' };
}

function fits(value: unknown, budget: { left: number }, depth: number): boolean {
  budget.left -= 1;
  if (budget.left < 0 || depth > deepest) return false;
  if (typeof value === 'number')
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((one) => fits(one, budget, depth + 1));
}
