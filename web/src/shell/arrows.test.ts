import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

// The rooms in the order of the Java house: a room imports only rooms printed above it, and of those only its line's.
// `dial` stands higher than in Java because here it is a button that upper rooms show.
const HOUSE = `
api       :
ui        : api
staff     : api ui
undo      : api ui
book      : api ui
exchange  : api ui
numbering : api ui exchange
dial      : api ui staff
client    : api ui staff undo book dial
calllog   : api ui staff undo dial client
flight    : api ui staff calllog
balance   : api ui staff calllog
missed    : api ui staff undo dial client calllog
records   : api ui staff
recording : api ui staff undo calllog
history   : api ui
pipeline  : api ui staff undo book client calllog
planning  : api ui staff undo book dial client calllog pipeline
outcome   : api ui staff undo book client calllog pipeline planning
card      : api ui staff undo book dial client calllog recording pipeline planning outcome
report    : api ui staff calllog outcome
shell     : api ui staff undo book exchange numbering dial client calllog flight missed balance records recording history pipeline planning outcome card report
`
const source = resolve(import.meta.dirname, '..')
const table = new Map(
  HOUSE.trim().split('\n').map((line) => {
    const [room = '', allowed = ''] = line.split(':')
    return [room.trim(), new Set(allowed.trim().split(/ +/).filter(Boolean))]
  }),
)
const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) && !name.endsWith('.d.ts') ? [path] : []
  })
const all = files(source)

describe('arrows', () => {
  test('the table itself only points up', () => {
    const above = new Set<string>()
    for (const [room, allowed] of table) {
      expect([...allowed].filter((name) => !above.has(name)), room).toEqual([])
      above.add(room)
    }
  })

  test('rooms import only what the table allows', () => {
    const wrong: string[] = []
    for (const file of all) {
      const room = relative(source, file).split('/')[0]!
      if (room === 'main.tsx') continue
      const allowed = table.get(room)
      if (!allowed) {
        wrong.push(`${room} is not in the table`)
        continue
      }
      for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)) {
        const other = relative(source, resolve(dirname(file), from)).split('/')[0]!
        if (other !== room && !allowed.has(other)) wrong.push(`${relative(source, file)} -> ${other}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('only api talks to the server', () => {
    const talkers = all.filter((file) => /\b(fetch\(|new EventSource|XMLHttpRequest)/.test(readFileSync(file, 'utf8')) && !file.includes('.test.'))
    expect(talkers.map((file) => relative(source, file)).filter((file) => !file.startsWith('api/'))).toEqual([])
  })

  test('files stay small', () => {
    expect(all.filter((file) => !file.endsWith('schema.d.ts') && readFileSync(file, 'utf8').split('\n').length > 250).map((file) => relative(source, file))).toEqual([])
  })
})
