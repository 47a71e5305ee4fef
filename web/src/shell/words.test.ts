import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import enFlight from '../flight/words/en.json'
import ruFlight from '../flight/words/ru.json'
import enTour from './tour/words/en.json'
import ruTour from './tour/words/ru.json'
import enBalance from './words/balance/en.json'
import ruBalance from './words/balance/ru.json'
import en from './words/en.json'
import enMerge from './words/merge/en.json'
import ruMerge from './words/merge/ru.json'
import enMissed from './words/missed/en.json'
import ruMissed from './words/missed/ru.json'
import enReport from './words/report/en.json'
import ruReport from './words/report/ru.json'
import ru from './words/ru.json'
import enSettings from './words/settings/en.json'
import ruSettings from './words/settings/ru.json'

const source = resolve(import.meta.dirname, '..')
const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return files(path)
    return /\.tsx?$/.test(name) && !/\.(test|d)\.ts$/.test(name) ? [path] : []
  })
const sources = files(source).map((path) => ({
  name: relative(source, path),
  tree: ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true),
}))

const PLURAL = /_(zero|one|two|few|many|other)$/
const flat = (words: object, prefix = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value as object, `${prefix}${key}.`))
const ruWords = new Map([ru, ruTour, ruFlight, ruMerge, ruMissed, ruReport, ruBalance, ruSettings].flatMap((words) => flat(words)))
const enWords = new Map([en, enTour, enFlight, enMerge, enMissed, enReport, enBalance, enSettings].flatMap((words) => flat(words)))
const base = (keys: Iterable<string>) => new Set([...keys].map((key) => key.replace(PLURAL, '')))
const missing = (from: Set<string>, inside: Set<string>) => [...from].filter((key) => !inside.has(key))

function walk(visit: (node: ts.Node, file: string) => void) {
  for (const { name, tree } of sources) {
    const step = (node: ts.Node) => {
      visit(node, name)
      ts.forEachChild(node, step)
    }
    step(tree)
  }
}

describe('words', () => {
  test('every key is in both languages', () => {
    expect(missing(base(ruWords.keys()), base(enWords.keys()))).toEqual([])
    expect(missing(base(enWords.keys()), base(ruWords.keys()))).toEqual([])
  })

  test('plurals have all forms of their language', () => {
    const wrong: string[] = []
    for (const [words, forms] of [[ruWords, ['one', 'few', 'many', 'other']], [enWords, ['one', 'other']]] as const) {
      const plurals = new Set([...words.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')))
      for (const key of plurals) for (const form of forms) if (!words.has(`${key}_${form}`)) wrong.push(`${key}_${form}`)
    }
    expect(wrong).toEqual([])
  })

  test('both languages fill in the same places', () => {
    const places = (text: string | undefined) => [...new Set((text ?? '').match(/\{\{\w+\}\}/g) ?? [])].sort().join()
    expect([...ruWords].filter(([key, text]) => enWords.has(key) && places(text) !== places(enWords.get(key))).map(([key]) => key)).toEqual([])
  })

  test('no key is unused and none is missing', () => {
    const exact = new Set<string>()
    const prefixes = new Set<string>()
    const asked = new Set<string>()
    walk((node) => {
      if (ts.isStringLiteralLike(node)) exact.add(node.text)
      if (ts.isTemplateExpression(node) && /^[a-zA-Z]+\./.test(node.head.text)) prefixes.add(node.head.text)
      const first = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 't' ? node.arguments[0] : undefined
      if (first && ts.isStringLiteralLike(first)) asked.add(first.text)
    })
    const used = (key: string) => exact.has(key) || [...prefixes].some((prefix) => key.startsWith(prefix))
    expect([...base(ruWords.keys())].filter((key) => !used(key))).toEqual([])
    expect(missing(asked, base(ruWords.keys()))).toEqual([])
  })

  test('no sentence stands in the code', () => {
    const wrong: string[] = []
    walk((node, file) => {
      if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) wrong.push(`${file}: ${node.text.trim()}`)
      if (ts.isStringLiteralLike(node) && /\p{Script=Cyrillic}/u.test(node.text)) wrong.push(`${file}: ${node.text}`)
      const shown = ['aria-label', 'title', 'placeholder', 'label', 'alt', 'description', 'error']
      if (ts.isJsxAttribute(node) && shown.includes(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer)) {
        wrong.push(`${file}: ${node.getText()}`)
      }
    })
    expect(wrong).toEqual([])
  })
})
