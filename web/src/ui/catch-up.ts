const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The fields that somebody has written. */
export const written = <T extends object>(base: T, draft: T) => (Object.keys(base) as (keyof T)[]).filter((field) => !same(base[field], draft[field]))

/**
 * Somebody else has saved meanwhile: what they changed and this person did not touch is taken over, and where both
 * wrote, the own text stays and the field is named.
 */
export function catchUp<T extends object>(base: T, theirs: T, draft: T): { draft: T; taken: (keyof T)[]; clashes: (keyof T)[] } {
  const changed = written(base, theirs)
  const taken = changed.filter((field) => same(base[field], draft[field]))
  const clashes = changed.filter((field) => !taken.includes(field) && !same(theirs[field], draft[field]))
  return { draft: take(draft, theirs, taken), taken, clashes }
}

/** The draft with these fields as the other one wrote them. */
export const take = <T extends object>(draft: T, theirs: T, fields: (keyof T)[]): T =>
  ({ ...draft, ...Object.fromEntries(fields.map((field) => [field, theirs[field]])) })
