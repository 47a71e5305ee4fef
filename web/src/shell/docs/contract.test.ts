import { describe, expect, test } from 'vitest'
import type { Contract } from '../../api/contract'
import { curlOf, exampleOf, groupsOf, limitsOf, membersOf, typeOf } from './contract'

const contract: Contract = {
  info: {},
  paths: {
    '/health': { get: { operationId: 'health', 'x-roles': ['public'], responses: {} } },
    '/api/calls/{id}': { get: { operationId: 'getCall', 'x-roles': ['operator'], responses: {} } },
    '/api/calls/{id}/outcome': {
      put: {
        operationId: 'putOutcome', 'x-roles': ['operator'], responses: {},
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/New' } } } },
      },
    },
  },
  components: {
    schemas: {
      Id: { type: 'string', pattern: '^[0-9]+$' },
      New: {
        type: 'object', required: ['outcome'],
        properties: { outcome: { $ref: '#/components/schemas/Id' }, inner: { $ref: '#/components/schemas/New' }, tags: { type: 'array', items: { type: 'string', maxLength: 9 } } },
      },
    },
  },
}
const sent = { $ref: '#/components/schemas/New' }

describe('the contract for people', () => {
  test('routes stand by what they are about, and are found by words', () => {
    expect(groupsOf(contract, '').map(([group, routes]) => [group, routes.length])).toEqual([['health', 1], ['calls', 2]])
    expect(groupsOf(contract, 'outcome PUT').flatMap(([, routes]) => routes.map((route) => route.operationId))).toEqual(['putOutcome'])
  })

  test('members with types and limits; a schema in itself ends', () => {
    expect(membersOf(contract, sent).map(({ name, type, required, depth }) => [name, type, required, depth])).toEqual([
      ['outcome', 'Id', true, 0], ['inner', 'New', false, 0], ['tags', 'string[]', false, 0],
    ])
    expect(limitsOf(contract, { $ref: '#/components/schemas/Id' })).toBe('^[0-9]+$')
    expect(typeOf({ type: ['string', 'null'], format: 'date-time' })).toBe('string | null (date-time)')
  })

  test('an example and its command', () => {
    expect(exampleOf(contract, sent)).toEqual({ outcome: '1' })
    const route = groupsOf(contract, 'putOutcome')[0]![1][0]!
    expect(curlOf(contract, route, 'http://here')).toBe(
      "curl -X PUT 'http://here/api/calls/1/outcome' \\\n  -b cookies.txt \\\n  -H 'X-Requested-With: ringcard' \\\n  -H 'Content-Type: application/json' -d '{\"outcome\":\"1\"}'",
    )
  })
})
