/** The keys of a JSON value, as the documents write them: `{id,members:[{role}]}`. Of a list, those of its first item. */
export function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length === 0 ? '' : shapeOf(value[0])}]`;
  if (typeof value !== 'object' || value === null) return '';
  const keys = Object.entries(value).map(([key, inner]) => {
    const shape = shapeOf(inner);
    return shape === '' ? key : `${key}:${shape}`;
  });
  return `{${keys.join(',')}}`;
}
