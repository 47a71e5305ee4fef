import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../../api/client'
import type { Contract, Operation, Schema } from '../../api/contract'

export const contractQuery = queryOptions({
  queryKey: ['contract'],
  queryFn: async () => (await body(api.GET('/api/openapi.json'))) as unknown as Contract,
  staleTime: Infinity,
})

/** An operation and where it is. */
export interface Route extends Operation {
  method: string
  path: string
}

/** The routes by what their address begins with, in the order of the contract. */
export function groupsOf(contract: Contract, sought: string): [string, Route[]][] {
  const groups = new Map<string, Route[]>()
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean)
  for (const [path, operations] of Object.entries(contract.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const text = `${method} ${path} ${operation.operationId}`.toLowerCase()
      if (!words.every((word) => text.includes(word))) continue
      const group = path.replace(/^\/api\//, '/').split('/')[1] ?? ''
      groups.set(group, [...(groups.get(group) ?? []), { ...operation, method: method.toUpperCase(), path }])
    }
  }
  return [...groups]
}

/** One member of a body, as deep as it stands in it. */
export interface Member {
  path: string
  name: string
  depth: number
  type: string
  required: boolean
  about: string
}

const DEEPEST = 4
const nameOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1)

const resolve = (contract: Contract, schema: Schema): Schema =>
  schema.$ref ? (contract.components.schemas[nameOf(schema.$ref)] ?? {}) : schema

const alternatives = (schema: Schema) => schema.anyOf ?? schema.oneOf ?? []

/** The type in the words of the contract: a schema's name where it has one. */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref)
  if (alternatives(schema).length > 0) return alternatives(schema).map(typeOf).join(' | ')
  if (schema.allOf) return schema.allOf.map(typeOf).join(' & ')
  const types = [schema.type ?? 'object'].flat()
  const own = types.map((type) => (type === 'array' && schema.items ? `${typeOf(schema.items)}[]` : type)).join(' | ')
  return schema.format ? `${own} (${schema.format})` : own
}

/** What a value must be besides its type. */
export function limitsOf(contract: Contract, given: Schema): string {
  const schema = resolve(contract, given)
  const range = (least: number | undefined, most: number | undefined) =>
    least === undefined && most === undefined ? '' : `${least ?? ''}…${most ?? ''}`
  return [
    given.description ?? schema.description,
    schema.enum?.map((value) => String(value)).join(' · '),
    range(schema.minimum, schema.maximum),
    range(schema.minLength, schema.maxLength),
    range(schema.minItems, schema.maxItems),
    schema.pattern,
    schema.default !== undefined ? `= ${JSON.stringify(schema.default)}` : undefined,
  ].filter(Boolean).join('; ')
}

/** All members of a schema, those of what it holds below them; a schema inside itself is only named. */
export function membersOf(contract: Contract, given: Schema, depth = 0, inside: string[] = [], path = ''): Member[] {
  const named = given.$ref ? [...inside, given.$ref] : inside
  if (depth > DEEPEST || (given.$ref && inside.includes(given.$ref))) return []
  const schema = resolve(contract, given)
  const parts = [...(schema.allOf ?? []), ...alternatives(schema), ...(schema.items ? [schema.items] : [])]
  const below = parts.flatMap((part) => membersOf(contract, part, depth, named, path))
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => [
    { path: `${path}.${name}`, name, depth, type: typeOf(member), required: (schema.required ?? []).includes(name), about: limitsOf(contract, member) },
    ...membersOf(contract, member, depth + 1, named, `${path}.${name}`),
  ])
  const seen = new Set<string>()
  return [...own, ...below].filter((member) => !seen.has(member.path) && seen.add(member.path))
}

export const jsonOf = (content: { content?: Record<string, { schema?: Schema }> } | undefined) => content?.content?.['application/json']?.schema

/** A value that the schema accepts, for an example. */
export function exampleOf(contract: Contract, given: Schema, depth = 0): unknown {
  const schema = resolve(contract, given)
  const [first] = [...alternatives(schema), ...(schema.allOf ?? [])]
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  if (first && !schema.properties) return exampleOf(contract, first, depth)
  switch ([schema.type ?? 'object'].flat()[0]) {
    case 'string': return schema.format === 'date-time' ? '2026-12-01T09:00:00Z' : schema.format === 'date' ? '2026-12-01' : schema.pattern?.includes('0-9') ? '1' : 'text'
    case 'integer':
    case 'number': return schema.minimum ?? 1
    case 'boolean': return true
    case 'array': return schema.items && depth < 3 ? [exampleOf(contract, schema.items, depth + 1)] : []
    default: return Object.fromEntries((schema.required ?? []).map((name) => [name, exampleOf(contract, schema.properties?.[name] ?? {}, depth + 1)]))
  }
}

/** The call on the command line; the session's cookie comes from signing in with `-c cookies.txt`. */
export function curlOf(contract: Contract, route: Route, origin: string): string {
  const wanted = (route.parameters ?? []).filter((parameter) => parameter.in === 'query' && parameter.required)
  const address = route.path.replace(/\{\w+\}/g, '1') + (wanted.length ? `?${wanted.map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(contract, schema)))}`).join('&')}` : '')
  const sent = jsonOf(route.requestBody)
  return [
    `curl${route.method === 'GET' ? '' : ` -X ${route.method}`} '${origin}${address}'`,
    route.operationId === 'signIn' ? '-c cookies.txt' : route['x-roles'].includes('public') ? '' : '-b cookies.txt',
    route.method === 'GET' ? '' : "-H 'X-Requested-With: ringcard'",
    sent ? `-H 'Content-Type: application/json' -d '${JSON.stringify(exampleOf(contract, sent))}'` : '',
  ].filter(Boolean).join(' \\\n  ')
}
