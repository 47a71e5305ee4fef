// Adds up what a signed-in operator's first page loads, gzipped: the budget is 240 kB of JavaScript.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'

const origin = process.env.ORIGIN ?? 'http://127.0.0.1:8090'
const BUDGET = 240
const dist = resolve(import.meta.dirname, '../dist')
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'] })
const page = await browser.newPage({ locale: 'ru-RU' })
await page.goto(origin)
await page.evaluate(() => fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'ringcard' }, body: JSON.stringify({ login: 'anna', password: 'demo' }) }))
const sizes = {}
page.on('request', (request) => {
  const path = new URL(request.url()).pathname
  if (/\.(js|css|woff2)$/.test(path)) sizes[path] = gzipSync(readFileSync(dist + path), { level: 9 }).length
})
await page.goto(`${origin}/today`)
await page.waitForSelector('[data-testid=plan-row]')
for (const [path, size] of Object.entries(sizes)) console.log(String(Math.round(size / 102.4) / 10).padStart(7), 'kB', path)
const js = Object.entries(sizes).filter(([path]) => path.endsWith('.js')).reduce((sum, [, size]) => sum + size, 0) / 1000
console.log(`${js.toFixed(1)} of ${BUDGET} kB JavaScript`)
await browser.close()
process.exitCode = js > BUDGET ? 1 : 0
