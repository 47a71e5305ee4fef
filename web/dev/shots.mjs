// Walks the built page against the mock in headless Chromium and keeps pictures to look at.
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { chromium } from 'playwright-core'

const origin = process.env.ORIGIN ?? 'http://127.0.0.1:8090'
const folder = resolve(process.env.SHOTS ?? resolve(import.meta.dirname, '../../target/shots'))
const only = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const timeout = 8000
const looks = { ru: { locale: 'ru-RU', colorScheme: 'light' }, en: { locale: 'en-GB', colorScheme: 'dark' } }
const phase = (is) => fetch(`${origin}/mock/phase?is=${is}`)
const logins = { records: 'admin', report: 'sveta', 'missed-voicemail': 'sveta', 'missed-figures': 'sveta', 'missed-settings': 'admin', balance: 'sveta', 'balance-1920': 'sveta', story: 'sveta', 'story-raw': 'sveta', 'story-gone': 'sveta', pipelines: 'admin', outcomes: 'admin', books: 'admin', people: 'admin', person: 'admin', 'new-person': 'admin', teams: 'admin', dialling: 'admin', numbers: 'admin', 'numbers-fault': 'admin', aside: 'admin', stopped: 'admin', import: 'admin', 'import-found': 'admin', 'import-wrong': 'admin', reports: 'admin', exchanges: 'admin', 'exchange-tried': 'admin', 'new-exchange': 'admin' }
const walks = {
  'sign-in': async (page) => {
    await fetch(`${origin}/mock/out`)
    await page.reload()
    await page.fill('[data-testid=login]', 'anna')
    await page.fill('[data-testid=password]', 'wrong')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert]')
  },
  ringing: (page) => onCard(page, 'ringing'),
  talking: async (page) => {
    await onCard(page, 'talking')
    await page.fill('[data-testid=note]', 'Макет понравился. Просит 10 экранов вместо 12 и старт с 7 декабря. Решает с финдиректором')
    await page.keyboard.press('Alt+Digit4')
    await page.waitForTimeout(200)
  },
  unknown: (page) => onCard(page, 'unknown'),
  withheld: async (page) => {
    await onCard(page, 'withheld')
    await page.keyboard.press('Alt+KeyF')
    await page.fill('[data-testid=find-client]', 'а')
    await page.waitForSelector('[data-testid=found-client]')
  },
  waiting: (page) => onCard(page, 'waiting'),
  taken: (page) => onCard(page, 'taken'),
  missed: (page) => open(page, '/missed?scope=team', 'missed-row'),
  'missed-1920': (page) => open(page, '/missed?scope=team&line=3050', 'missed-course'),
  'missed-line': (page) => open(page, '/missed?scope=team&line=3050', 'missed-course'),
  'missed-voicemail': async (page) => {
    await open(page, '/missed?scope=all&line=3060', 'missed-course')
    await page.waitForSelector('[data-testid=waveform]')
  },
  'missed-closing': async (page) => {
    await open(page, '/missed', 'missed-row')
    await page.focus('[data-testid=missed-row] >> nth=1')
    await page.keyboard.press('z')
    await page.waitForSelector('[data-testid=missed-closing]')
    await page.keyboard.press('5')
    await page.waitForSelector('[data-testid=missed-note]')
  },
  'missed-over': (page) => open(page, '/missed?scope=team&state=over', 'missed-row'),
  'missed-figures': (page) => open(page, '/missed?state=figures', 'missed-figures'),
  'missed-settings': (page) => open(page, '/settings/missed', 'missed-minutes'),
  'missed-call': async (page) => {
    await open(page, '/missed?scope=team', 'missed-row')
    await phase('ringing')
    await page.waitForSelector('[data-testid=card]')
  },
  calls: (page) => open(page, '/calls', 'call-row'),
  call: async (page) => {
    await open(page, '/calls', 'call-row')
    await page.click('[data-testid=call-row] >> nth=1')
    await page.waitForSelector('[data-testid=waveform]')
    await page.waitForTimeout(700)
  },
  disputed: async (page) => {
    await open(page, '/calls?call=496', 'differences')
  },
  gap: async (page) => {
    await open(page, '/calls?call=492', 'gap-stays')
  },
  records: async (page) => {
    await open(page, '/settings/records', 'records-of')
    await page.click('[data-testid=records-of][data-id="2"] [data-testid=make-token]')
    await page.waitForSelector('[data-testid=install-lines]')
  },
  balance: (page) => open(page, '/balance', 'balance-day'),
  'balance-1920': async (page) => {
    await open(page, '/balance', 'balance-day')
    await page.click('[data-testid=balance-day][data-state=differs] >> nth=0')
    await page.waitForSelector('[data-testid=balance-call]')
  },
  story: async (page) => {
    await open(page, '/calls/498/story', 'story')
    await page.keyboard.press('Tab')
  },
  'story-gone': (page) => open(page, '/calls/499/story', 'empty'),
  'story-raw': async (page) => {
    await open(page, '/calls/498/story', 'story')
    await page.click('[data-testid=story-report]')
    await page.click('[data-testid=story-step] >> nth=5')
    await page.waitForSelector('[data-testid=story-raw]')
  },
  'calls-in-call': async (page) => {
    await open(page, '/calls?direction=inbound&minTalk=60&queue=sales', 'call-row')
    await phase('ringing')
    await page.waitForSelector('[data-testid=card]')
  },
  'call-1920': async (page) => {
    await open(page, '/calls?call=498&t=83', 'call-row')
    await page.waitForSelector('[data-testid=waveform] path')
    await page.waitForTimeout(500)
  },
  'mini-player': async (page) => {
    await open(page, '/calls', 'call-row')
    await page.focus('[data-testid=call-row] >> nth=3')
    await page.keyboard.press('Space')
    await page.waitForSelector('[data-testid=mini-player][data-playing]')
  },
  clients: (page) => open(page, '/clients', 'client-row'),
  client: (page) => open(page, '/clients/1', 'timeline-item'),
  merge: (page) => open(page, '/clients/1/merge?with=9', 'merge'),
  'merge-find': (page) => open(page, '/clients/1/merge', 'merge-with'),
  duplicates: (page) => open(page, '/clients/duplicates', 'duplicate'),
  'client-merged': async (page) => {
    await open(page, '/clients/1', 'timeline-item')
    await page.click('[data-kind=merged] summary')
    await page.locator('[data-kind=merged]').scrollIntoViewIfNeeded()
  },
  board: (page) => open(page, '/deals?view=board', 'deal-card'),
  'board-call': async (page) => {
    await onCard(page, 'ringing')
    await page.click('nav a[href^="/deals"]')
    await page.waitForSelector('[data-testid=deal-card]')
  },
  'board-drag': async (page) => {
    await open(page, '/deals?view=board', 'deal-card')
    const from = await page.locator('[data-testid=deal-card] >> nth=0').boundingBox()
    const to = await page.locator('[data-testid=board-column][data-step="2"]').boundingBox()
    await page.mouse.move(from.x + 40, from.y + 20)
    await page.mouse.down()
    for (let i = 1; i <= 6; i++) await page.mouse.move(from.x + 40 + ((to.x + 60 - from.x - 40) * i) / 6, from.y + 40 + i * 5)
    await page.waitForSelector('[data-testid=board-column][data-over]')
  },
  'board-closing': async (page) => {
    await open(page, '/deals?view=board', 'deal-card')
    await page.locator('[data-testid=deal-card] >> nth=0').dragTo(page.locator('[data-testid=board-folded][data-step="8"]'))
    await page.waitForSelector('[data-testid=closing-reason]')
  },
  'board-deal': async (page) => {
    await open(page, '/deals?view=board', 'deal-card')
    await page.click('[data-testid=deal-card] >> nth=1')
    await page.waitForSelector('[data-testid=deal-stay]')
  },
  'deal-edit': async (page) => {
    await open(page, '/deals?view=board&deal=1044', 'deal-details')
    await page.click('[data-testid=deal-edit-open]')
    await page.waitForSelector('[data-testid=deal-edit]')
  },
  plan: (page) => open(page, '/plan', 'plan-row'),
  'plan-edit': (page) => open(page, '/plan?whose=all&plan=100', 'plan-form'),
  'plan-new': (page) => open(page, '/today?plan=new', 'plan-client'),
  'deal-new': (page) => open(page, '/deals?view=board&deal=new', 'deal-client'),
  numbers: (page) => open(page, '/settings/numbers', 'tried-call'),
  'numbers-fault': async (page) => {
    await open(page, '/settings/numbers', 'tried-call')
    await page.fill('[data-testid=rule-pattern] >> nth=1', '_(495)X.')
    await page.waitForSelector('[data-testid=rule-fault]')
  },
  pipelines: (page) => open(page, '/settings/pipelines', 'step-row'),
  deals: (page) => open(page, '/deals?view=list', 'deal-row'),
  'client-new': async (page) => {
    await open(page, '/clients?add=yes', 'client-form')
    await page.fill('[data-testid=phone-0]', '8 916 555-01-11')
    await page.waitForTimeout(600)
  },
  'client-edit': async (page) => {
    await open(page, '/clients/1', 'timeline-item')
    await page.keyboard.press('KeyE')
    await page.waitForSelector('[data-testid=client-form]')
  },
  'client-call': async (page) => {
    await open(page, '/clients/1', 'timeline-item')
    await phase('talking')
    await page.waitForSelector('[data-testid=card]')
  },
  'clients-1920': async (page) => {
    await open(page, '/clients', 'client-row')
    await page.click('[data-testid=client-row] >> nth=0')
    await page.waitForSelector('[data-testid=timeline-item]')
  },
  search: async (page) => {
    await open(page, '/clients', 'client-row')
    await page.keyboard.press('Control+KeyK')
    await page.keyboard.type('экран')
    await page.waitForSelector('[data-testid=search-hit]')
  },
  deal: async (page) => {
    await open(page, '/deals?view=list', 'deal-row')
    await page.click('[data-testid=deal-row] >> nth=1')
    await page.waitForSelector('[data-testid=deal-details]')
  },
  'ringing-1920': async (page) => {
    await onCard(page, 'ringing')
    await page.click('[data-testid=plan-row] >> nth=7')
    await page.waitForSelector('[data-testid=timeline-item]')
  },
  profile: (page) => open(page, '/settings/profile', 'profile-theme'),
  people: (page) => open(page, '/settings/people', 'person-row'),
  person: async (page) => {
    await open(page, '/settings/people', 'person-row')
    await page.click('[data-testid=person-row] >> nth=1')
    await page.click('[data-testid=person-reset]')
    await page.waitForSelector('[data-testid=password-once]')
  },
  'new-person': async (page) => {
    await open(page, '/settings/people?item=new', 'new-person')
    await page.fill('[data-testid=person-name]', 'Вера Панова')
    await page.fill('[data-testid=person-login]', 'vera')
    await page.fill('[data-testid=person-extension]', '101')
    await page.click('[data-testid=person-create]')
    await page.waitForSelector('text=/Анна Белова/')
  },
  teams: async (page) => {
    await open(page, '/settings/teams', 'team-row')
    await page.click('[data-testid=team-row] >> nth=0')
  },
  exchanges: (page) => open(page, '/settings/exchanges?item=1', 'exchange-standing'),
  'exchange-tried': async (page) => {
    await open(page, '/settings/exchanges?item=3', 'exchange-standing')
    await page.click('[data-testid=exchange-try]')
    await page.locator('[data-testid=exchange-findings]').scrollIntoViewIfNeeded()
  },
  'new-exchange': async (page) => {
    await open(page, '/settings/exchanges?item=new', 'exchange-form')
    await page.fill('[data-testid=exchange-name]', 'Москва')
    await page.fill('[data-testid=exchange-host]', '10.1.1.1')
    await page.fill('[data-testid=exchange-secret]', 'x')
    await page.click('[data-testid=exchange-save]')
    await page.waitForSelector('[aria-invalid=true]')
  },
  aside: async (page) => {
    await open(page, '/settings/aside', 'aside-row')
    await page.getByTestId('aside-row').first().click()
    await page.getByTestId('aside-body').waitFor()
  },
  dialling: (page) => open(page, '/settings/dialling', 'dial-stop'),
  stopped: async (page) => {
    await open(page, '/settings/dialling', 'dial-stop')
    await page.click('[data-testid=dial-stop-switch]')
    await page.waitForSelector('[data-stopped]')
    await page.waitForTimeout(300)
    await page.screenshot({ path: resolve(folder, 'stopped-settings.png') })
    await page.goto(`${origin}/clients/1`)
    await page.waitForSelector('[data-testid=dial-client]')
    await page.goto(`${origin}/settings/dialling`)
    await page.click('[data-testid=dial-stop-switch]')
  },
  outcomes: async (page) => {
    await open(page, '/settings/outcomes', 'outcome-row')
    await page.click('[data-testid=outcome-open] >> nth=2')
    await page.waitForSelector('[data-testid=outcome-editor]')
  },
  books: (page) => open(page, '/settings/books', 'book-entry'),
  import: async (page) => {
    await open(page, '/settings/import', 'import-bar')
    await page.click('[data-testid=import-untold] summary')
  },
  'import-wrong': (page) => lookedAt(page, 'wrong', '[role=alert], [aria-invalid=true]'),
  'import-found': (page) => lookedAt(page, 'right', '[data-testid=import-survey]'),
  reports: (page) => open(page, '/settings/reports', 'call-report'),
  report: (page) => open(page, '/reports', 'report-row'),
  'tour-anna': (page) => tour(page),
  'tour-sveta': (page) => tour(page),
  'tour-max': (page) => tour(page),
  'tour-admin': (page) => tour(page),
  'tour-writeup': async (page) => {
    await newcomer(page)
    await phase('writeup')
    await page.waitForSelector('[data-testid=card]')
    await page.click('[data-testid=tour-next]')
  },
  'user-menu': async (page) => {
    await open(page, '/today', 'plan-row')
    await page.click('[data-testid=user-menu]')
  },
}
/** Somebody who signs in for the first time. */
async function newcomer(page) {
  await page.evaluate(() => fetch('/api/me', { method: 'PATCH', headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'ringcard' }, body: JSON.stringify({ tourSeen: false }) }))
  await open(page, '/today', 'tour')
}
/** A picture of each step; the last one is the walk's own. */
async function tour(page) {
  await newcomer(page)
  const look = await page.evaluate(() => document.documentElement.lang)
  for (let step = 1; step <= 6; step++) {
    await page.waitForTimeout(200)
    await page.screenshot({ path: `${folder}/tour-${await page.getAttribute('[data-testid=tour]', 'data-step')}-${look}.png` })
    if ((await page.locator('[data-testid=tour] small').textContent()).match(/\d+/g).every((figure, _, all) => figure === all[0])) return
    await page.keyboard.press('ArrowRight')
  }
}
async function open(page, path, testid) {
  await phase('none')
  await page.goto(origin + path)
  await page.waitForSelector(`[data-testid=${testid}]`)
}
async function onCard(page, is) {
  await open(page, '/today', 'plan-row')
  await phase(is)
  await page.waitForSelector('[data-testid=card]')
}
for (const [look, options] of Object.entries(looks)) {
  for (const [name, walk] of Object.entries(walks)) {
    if (only.length > 0 && !only.includes(name)) continue
    const page = await browser.newPage({ viewport: name.endsWith('1920') ? { width: 1920, height: 1080 } : { width: 1366, height: 768 }, reducedMotion: 'reduce', ...options })
    page.setDefaultTimeout(timeout)
    page.on('pageerror', (error) => console.log(`${name}-${look}: ${error.message}`))
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !/401|404/.test(message.text()) && console.log(`${name}-${look}: ${message.text()}`))
    try {
      await page.goto(origin)
      if (name !== 'sign-in') {
        await page.evaluate((login) => fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'ringcard' }, body: JSON.stringify({ login, password: 'demo' }) }), process.env.LOGIN ?? (logins[name] ?? name.match(/^tour-(sveta|max|admin)$/)?.[1] ?? 'anna'))
        await page.goto(origin)
      }
      await walk(page)
      await page.waitForTimeout(400)
    } catch (error) {
      console.log(`${name}-${look}: ${error.message.split('\n')[0]}`)
    }
    await page.screenshot({ path: `${folder}/${name}-${look}.png` })
    await page.close()
  }
}
await browser.close()

async function lookedAt(page, password, result) {
  await open(page, '/settings/import', 'import-form')
  await page.fill('[data-testid=import-host]', '10.0.4.10')
  await page.fill('[data-testid=import-user]', 'reader')
  await page.fill('[data-testid=import-password]', password)
  await page.click('[data-testid=import-look]')
  await page.waitForSelector(result)
  await page.locator('[data-testid=import-look]').scrollIntoViewIfNeeded()
}
