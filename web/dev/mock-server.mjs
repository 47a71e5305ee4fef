// Serves web/dist with made-up data in the contract's shapes, to look at the page without the server. Never shipped.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, resolve } from 'node:path'
import * as data from './mock-data.mjs'

const dist = resolve(import.meta.dirname, '../dist')
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.json': 'application/json' }
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self' blob:; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'"
const streams = new Set()
let seq = 0
let me = null

export const push = (event, body) => {
  seq += 1
  for (const stream of streams) stream.write(`id: mock-${seq}\nevent: ${event}\ndata: ${JSON.stringify(body)}\n\n`)
}

const json = (answer, status, body) => {
  answer.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' })
  answer.end(body === undefined ? undefined : JSON.stringify(body))
}
const list = (items) => ({ items, next: null })

const routes = {
  'POST /api/session': ({ login, password }) => {
    if (password === 'many') return [429, { type: 'too-many', status: 429, params: { retryAfterSeconds: 40 } }]
    if (password !== 'demo') return [401, { type: 'unauthenticated', status: 401, reason: 'credentials' }]
    me = data.me(login)
    return [200, me]
  },
  'DELETE /api/session': () => {
    me = null
    return [204]
  },
  'GET /api/me': () => [200, me],
  'PATCH /api/me': (body) => [200, (me = { ...me, ...body })],
  'GET /api/status': () => [200, data.status],
  'GET /api/users': () => [200, list(data.users)],
  'POST /api/users': (body) => (data.users.some((one) => one.extension && one.extension === body.extension)
    ? [409, { type: 'conflict', status: 409, field: 'extension', reason: 'taken', params: { by: data.users.find((one) => one.extension === body.extension) } }]
    : [201, { ...data.users[0], ...body, id: '90', team: null, active: true, version: 0 }]),
  'GET /api/exchanges': () => [200, list(data.exchanges)],
  'POST /api/exchanges': (body) => (body.name === 'Москва' ? [409, { type: 'conflict', status: 409, field: 'name', reason: 'taken' }] : [201, { ...data.exchanges[2], ...body, id: '9' }]),
  'POST /api/exchanges/try': () => [200, data.findings],
  'GET /api/teams': () => [200, list(data.teams)],
  'GET /api/me/sessions': () => [200, list(data.sessions)],
  'GET /api/settings': () => [200, { dialling: data.dialling, missed: data.missedRules, numbers: data.numbers }],
  'PATCH /api/settings': (body) => {
    const changed = data.patchDialling(body.dialling)
    push('status', data.status)
    return [200, changed]
  },
  'GET /api/set-aside': () => [200, { items: data.setAside, total: data.setAside.length, faults: { cards: 2, overflows: 1 } }],
  'POST /api/set-aside/hear-again': () => {
    const handled = data.setAside.splice(0, data.setAside.length - 1).length
    return [200, { handled, calls: 1, left: data.setAside.length }]
  },
  'GET /api/calls/totals': (_, query) => [200, data.callTotals(query)],
  'GET /api/calls/queues': () => [200, list(['sales', 'support'])],
  'GET /api/calls/exchanges': () => [200, list(data.status.pbx.map(({ id, name }) => ({ id, name })))],
  'GET /api/calls': (_, query) => [200, data.calls(query)],
  'GET /api/uploads': () => [200, list(data.senders)],
  'POST /api/uploads/2/token': () => [200, { token: 'kT3xq9Vn0rWm2ZbLpYc8sHdEoUaFgJi5tQ1R7vX4yA0' }],
  'GET /api/balance': () => [200, data.balance],
  'GET /api/missed': (_, query) => [200, list(data.missedLines(query))],
  'GET /api/missed/figures': (_, query) => [200, data.deskFigures(query)],
  'GET /api/missed/counts': () => [200, data.deskCounts()],
  'GET /api/cards': () => [200, list(data.cards)],
  'GET /api/clients': (_, query) => [200, list(data.clients.filter((one) => (!query.q || one.name.includes(query.q)) && (!query.company || one.companyId === query.company) && (!query.kind || one.kind === query.kind) && (!query.owner || one.owner?.id === query.owner)))],
  'GET /api/clients/duplicates': () => [200, list(data.duplicates())],
  'POST /api/clients/duplicates/apart': () => [200, { undo: 'x'.repeat(43) }],
  'POST /api/clients': (body) => [201, data.addClient(body)],
  'GET /api/search': (_, query) => [200, { ...list(data.clients.filter((one) => JSON.stringify(one).toLowerCase().includes(query.q.toLowerCase()))), deals: data.deals.filter((one) => one.title.toLowerCase().includes(query.q.toLowerCase())).slice(0, 3).map((one) => ({ id: one.id, title: one.title, client: one.client, closed: false })) }],
  'GET /api/numbers': (_, query) => (query.number.replace(/\D/g, '').length < 6 ? [400, { type: 'invalid', status: 400, field: 'number', reason: 'number' }] : [200, data.numberFacts(query.number.replace(/^8/, '+7').replace(/[^+\d]/g, ''))]),
  'POST /api/plan': (body) => [201, { ...data.today.today[0], ...body }],
  'GET /api/pipelines': () => [200, list(data.pipelines)],
  'GET /api/outcomes': () => [200, list(data.outcomes)],
  'POST /api/outcomes': (body) => {
    data.outcomes.push({ id: String(data.outcomes.length + 1), key: null, color: 1, steps: [], next: null, refusal: false, noAnswer: false, active: true, version: 0, ...body })
    return [201, data.outcomes.at(-1)]
  },
  'PUT /api/outcomes/order': ({ items }) => [200, list(data.outcomes.sort((a, b) => items.indexOf(a.id) - items.indexOf(b.id)))],
  'GET /api/persistence': () => [200, data.persistence],
  'PUT /api/persistence': (body) => [200, Object.assign(data.persistence, body, { version: body.version + 1 })],
  'GET /api/books': () => [200, list(data.books)],
  'GET /api/deals': (_, query) => [200, list(data.deals.filter((one) => (!query.step || one.step.id === query.step) && (!query.client || one.client.id === query.client) && (!query.open || !one.closedAt)).slice(0, 200))],
  'GET /api/deals/board': (_, query) => [200, data.board(query)],
  'GET /api/plan': (_, query) => [200, list(data.plans(query))],
  'GET /api/plan/today': () => [200, data.today],
  'GET /api/imports': () => [200, { items: data.imports }],
  'POST /api/imports/look': (body) => (body.password === 'wrong' ? [400, { type: 'invalid', status: 400, field: 'password', reason: 'denied' }] : [200, data.survey]),
  'POST /api/imports': () => [200, data.imports[0]],
  'GET /api/call-reports': () => [200, { items: data.reports }],
  'GET /api/reports/durations': (_, query) => [200, data.durations(query)],
  'GET /api/reports/durations/pictures': (_, query) => [200, data.pictures(query)],
  'POST /api/dial': (body) => [202, { number: body.number, extension: me.extension }],
}
const byId = [
  [/^POST \/api\/exchanges\/(\d+)\/numbers\/trial$/, (_id, body) => (body.rules.some((one) => one.pattern.includes('(')) ? [400, { type: 'invalid', status: 400, field: `rules[${body.rules.findIndex((one) => one.pattern.includes('('))}].pattern`, reason: 'pattern-sign', params: { at: 2, sign: '(' } }] : [200, data.numberTrial()])],
  [/^GET \/api\/exchanges\/(\d+)\/numbers\/past$/, () => [200, { state: 'done', calls: 12840, changed: 311, startedAt: new Date().toISOString(), endedAt: new Date().toISOString() }]],
  [/^PUT \/api\/users\/(\d+)\/password$/, () => [204]],
  [/^PATCH \/api\/exchanges\/(\d+)$/, (id, body) => [200, { ...data.exchanges.find((one) => one.id === id), ...body }]],
  [/^PATCH \/api\/users\/(\d+)$/, (id, body) => [200, { ...data.users.find((one) => one.id === id), ...body }]],
  [/^GET \/api\/calls\/(\d+)\/story$/, (id) => (id === '499' ? [404, { type: 'not-found', status: 404, field: 'journal' }] : [200, data.story])],
  [/^POST \/api\/calls\/(\d+)\/report$/, (id, body) => [200, { id: '1', call: id, by: { id: '5', name: me.name }, at: new Date().toISOString(), remark: body.remark }]],
  [/^GET \/api\/calls\/(\d+)\/differences$/, () => [200, list(data.differences)]],
  [/^GET \/api\/balance\/(\d+)\/calls$/, () => [200, list(data.balanceCalls())]],
  [/^GET \/api\/missed\/(\d+)$/, (id) => [200, data.desk.find((one) => one.line.id === id)]],
  [/^PATCH \/api\/missed\/(\d+)$/, (id, body) => [200, data.patchLine(id, body)]],
  [/^GET \/api\/calls\/(\d+)$/, (id) => [200, data.call(id)]],
  [/^PUT \/api\/calls\/(\d+)\/outcome$/, (id, body) => {
    setTimeout(() => push('card-gone', { id, takenBy: null }), 200)
    setTimeout(() => push('call', { ...data.call(id), state: 'closed' }), 1500)
    return [200, { call: { ...data.call(id), outcome: data.outcomeOf(body) }, deal: null, plan: null, left: [], undo: 'A'.repeat(43) }]
  }],
  [/^POST \/api\/undo\/([A-Za-z0-9_-]{43})$/, () => [200, { kind: 'outcome', left: [] }]],
  [/^PATCH \/api\/outcomes\/(\d+)$/, (id, body) => [200, Object.assign(data.outcomes.find((one) => one.id === id), body, { version: body.version + 1 })]],
  [/^PATCH \/api\/book-entries\/(\d+)$/, (id, body) => [200, Object.assign(data.books.flatMap((book) => book.items).find((one) => one.id === id), body, { version: body.version + 1 })]],
  [/^POST \/api\/cards\/(\d+)\/dismiss$/, (id) => {
    push('card-gone', { id, takenBy: null })
    return [204]
  }],
  [/^DELETE \/api\/cards\/(\d+)\/dismiss$/, () => {
    push('snapshot', { cards: data.cards, status: data.status })
    return [204]
  }],
  [/^PATCH \/api\/calls\/(\d+)$/, (id, body) => [200, data.file(id, body)]],
  [/^POST \/api\/clients\/(\d+)\/merge$/, (id) => [200, { client: data.clients.find((one) => one.id === id), undo: 'x'.repeat(43) }]],
  [/^GET \/api\/clients\/(\d+)$/, (id) => [200, data.clients.find((one) => one.id === id)]],
  [/^GET \/api\/clients\/(\d+)\/timeline$/, (_id, _body, query) => [200, data.timeline(query.kind)]],
  [/^POST \/api\/clients\/(\d+)\/notes$/, (id, body) => [201, { id: '99', text: body.text, by: { id: '1', name: me.name }, at: new Date().toISOString(), editedAt: null, removed: false, version: 0 }]],
  [/^PATCH \/api\/notes\/(\d+)$/, (id, body) => [200, { id, text: 'x', by: { id: '1', name: me.name }, at: new Date().toISOString(), editedAt: null, removed: false, ...body, version: body.version + 1 }]],
  [/^PATCH \/api\/clients\/(\d+)$/, (id, body) => [200, { ...data.clients.find((one) => one.id === id), ...body }]],
  [/^GET \/api\/deals\/(\d+)$/, (id) => [200, data.deals.find((one) => one.id === id)]],
  [/^PATCH \/api\/deals\/(\d+)$/, (id, body) => data.patchDeal(id, body)],
  [/^GET \/api\/deals\/(\d+)\/steps$/, (id) => [200, list(data.stays(id))]],
  [/^GET \/api\/plan\/(\d+)$/, (id) => [200, data.planOf(id)]],
  [/^PATCH \/api\/plan\/(\d+)$/, (id, body) => [200, { ...data.planOf(id), ...body, version: body.version + 1 }]],
  [/^GET \/api\/recordings\/(\d+)\/peaks$/, () => [200, data.peaks]],
]

createServer(async (request, answer) => {
  const url = new URL(request.url, 'http://mock')
  answer.setHeader('Content-Security-Policy', policy)
  if (url.pathname === '/health') return json(answer, 200, { status: 'UP' })
  if (url.pathname === '/mock/phase') {
    data.setPhase(url.searchParams.get('is'))
    push('snapshot', { cards: data.cards, status: data.status })
    return json(answer, 200, {})
  }
  if (url.pathname === '/mock/out') {
    me = null
    return json(answer, 200, {})
  }
  if (url.pathname === '/mock/push') {
    push(url.searchParams.get('event'), JSON.parse(url.searchParams.get('body')))
    return json(answer, 200, {})
  }
  if (!url.pathname.startsWith('/api/')) return serve(url.pathname, answer)
  let text = ''
  for await (const part of request) text += part
  const body = text === '' ? null : JSON.parse(text)
  const name = `${request.method} ${url.pathname}`
  if (name !== 'POST /api/session' && !me) return json(answer, 401, { type: 'unauthenticated', status: 401 })
  if (request.method !== 'GET' && request.headers['x-requested-with'] !== 'ringcard') return json(answer, 403, { type: 'forbidden', status: 403 })
  if (name === 'GET /api/push') {
    answer.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    streams.add(answer)
    request.on('close', () => streams.delete(answer))
    return answer.write(`id: mock-${seq}\nevent: snapshot\ndata: ${JSON.stringify({ cards: data.cards, status: data.status })}\n\n`)
  }
  if (/^GET \/api\/recordings\/\d+\/audio$/.test(name)) return sound(request, answer)
  if (routes[name]) return json(answer, ...routes[name](body, Object.fromEntries(url.searchParams)))
  for (const [pattern, handler] of byId) {
    const match = pattern.exec(name)
    if (match) return json(answer, ...handler(match[1], body, Object.fromEntries(url.searchParams)))
  }
  json(answer, 404, { type: 'not-found', status: 404 })
}).listen(Number(process.env.PORT ?? 8090), '127.0.0.1')

function serve(path, answer) {
  const wanted = join(dist, path)
  const file = wanted.startsWith(dist) && existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(dist, 'index.html')
  answer.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' })
  createReadStream(file).pipe(answer)
}

function sound(request, answer) {
  const wave = data.wave()
  const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '')
  const from = range ? Number(range[1]) : 0
  const to = range?.[2] ? Number(range[2]) : wave.length - 1
  answer.writeHead(range ? 206 : 200, {
    'Content-Type': 'audio/wav', 'Accept-Ranges': 'bytes', 'Content-Length': to - from + 1,
    ...(range && { 'Content-Range': `bytes ${from}-${to}/${wave.length}` }),
  })
  answer.end(wave.subarray(from, to + 1))
}
