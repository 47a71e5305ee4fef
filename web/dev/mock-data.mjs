// Made-up people and calls in the contract's shapes.
import { readFileSync } from 'node:fs'
const now = Date.now()
const at = (minutesAgo) => new Date(now - minutesAgo * 60_000).toISOString()
const DAY = 1440
const dueAt = (hour, minute = 0, days = 0) => {
  const day = new Date(now + days * DAY * 60_000)
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour - 3, minute)).toISOString()
}

export const status = { database: { name: 'ringcard', up: true, since: at(600) }, pbx: [{ id: '1', name: 'Москва', up: true, since: at(600), reason: null }, { id: '2', name: 'Петербург', up: true, since: at(50), reason: null }], setAside: 0, dialStopped: false }

const roles = { sveta: 'supervisor', max: 'manager', admin: 'administrator' }
const names = [['anna', 'Анна Белова', '101'], ['boris', 'Борис Гущин', '102'], ['oleg', 'Олег Зимин', '103'], ['dina', 'Дина Каримова', '104'], ['sveta', 'Светлана Орлова', '110'], ['max', 'Максим Орлов', null], ['admin', 'Администратор', null], ['kira', 'Кира Ланская', null]]
export const users = names.map(([login, name, extension], i) => ({ id: String(i + 1), login, name, role: roles[login] ?? 'operator', extension, team: i < 5 ? { id: '1', name: 'Продажи' } : null, active: login !== 'kira', version: 1 }))
const exchange = (id, name, host, live, more = {}) => ({ id, name, host, port: 5038, tls: false, certificate: null, user: 'ringcard', secretSet: true, channel: 'PJSIP/%s', context: 'click-to-call', recordings: '/var/spool/asterisk/monitor', cel: '/var/log/asterisk/cel-custom/Master.csv', phones: [], trunks: [], ownNumbers: ['74951230001', '74951230002'], region: 'RU', language: 'ru', enabled: live !== null, fromFile: false, version: 3, live, ...more })
const records = { kind: 'cel', readable: true, rows: 20481, recovered: 3, disputed: 0, lost: 0, readAt: at(1) }
export const exchanges = [
  exchange('1', 'Москва', 'pbx.example.org', { up: true, since: at(600), asterisk: '22.10.1', systemName: 'pbx', events: 184220, lastEvent: at(0), skewSeconds: 0.2, records }, { fromFile: true }),
  exchange('2', 'Петербург', '10.8.0.12', { up: true, since: at(50), asterisk: '16.28.0', systemName: 'pbx', events: 9120, lastEvent: at(0), skewSeconds: -1.4, records: { ...records, kind: 'cdr', rows: 1204, recovered: 2 } }),
  exchange('3', 'Склад', '10.9.0.12', { up: false, since: at(20), reason: 'password', events: 0 }, { cel: null }),
  exchange('4', 'Казань', '10.7.0.12', { up: false, since: at(20), reason: 'standby', by: 'crm-2:8080', events: 0 }),
  exchange('5', 'Старый офис', 'old.example.org', null),
]
export const findings = { ok: false, checks: [
  { check: 'pbx.reach', name: 'связь', mark: 'ok', finding: 'pbx.reach.ok', text: 'ringcard@10.9.0.12:5038', paste: [] },
  { check: 'pbx.times', name: 'время событий', mark: 'warn', finding: 'pbx.times.untold', text: 'неизвестно', paste: [] },
  { check: 'right.agent', name: 'право agent', mark: 'fail', finding: 'right.missing', text: 'нет', breaks: 'Не видно очередей и времени ожидания', paste: [{ where: 'manager.conf, [ringcard]', freepbx: 'manager_custom.conf, [ringcard]', lines: 'read = system,call,agent,dialplan,cdr' }] },
] }
export const setAside = [
  ['Event: BridgeEnter\nPrivilege: call,all\nTimestamp: 1795643827.155081\nBridgeUniqueid: 4632b5eb-0489-4a58-9292-0dc26168ee06\nBridgeTechnology: simple_bridge\nChannel: PJSIP/102-00000017\nUniqueid: pbx-1795643845.23\nLinkedid: pbx-1795643845.22', 'IllegalStateException', 40],
  ['Event: Hangup\nUniqueid: <null>\nLinkedid:\nChannel:', 'NoChannel', 900],
  ['"2026-11-25 21:57:04","HANGUP","","","","","","","","","","","3","","","","","","",""', 'CEL NoChannel', 4000],
].map(([body, reason, minutes], i) => ({ id: String(9 - i), at: at(minutes), reason, body }))
export const teams = [{ id: '1', name: 'Продажи', people: 5, version: 0 }, { id: '2', name: 'Сервис', people: 0, version: 0 }]
export const me = (login) => {
  const user = users.find((one) => one.login === login) ?? users[0]
  return { ...user, language: null, zone: 'Europe/Moscow', hears: user.role === 'operator' ? [user.id] : null, tourSeen: true, figures: { calls: 18, answered: 16, missed: 2, talkSeconds: 4320 } }
}

export const sessions = [
  { id: '1', startedAt: at(190), usedAt: at(2), address: '10.0.4.31', agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36', current: true },
  { id: '2', startedAt: at(1700), usedAt: at(900), address: '10.0.4.77', agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', current: false },
]
const by = { id: '7', name: 'Администратор' }
export let dialling = { stopped: false, premium: false, perMinute: 30, countries: ['+7', '+375'], prefixes: [{ from: '+7', to: '8' }, { from: '+', to: '810' }], changed: { countries: { by, at: at(5000) } }, version: 3 }
export const patchDialling = ({ version, ...members }) => {
  dialling = { ...dialling, ...members, version: version + 1, changed: { ...dialling.changed, ...Object.fromEntries(Object.keys(members).map((name) => [name, { by, at: new Date().toISOString() }])) } }
  status.dialStopped = dialling.stopped
  return { dialling }
}

const stepWords = [['Знакомство', 'Intro', 2], ['Потребность', 'Need', 4], ['КП отправлено', 'Offer sent', 3], ['Встреча', 'Meeting', 10], ['Договор', 'Contract', 6], ['Счёт', 'Invoice', 7], ['Оплата', 'Paid', 5], ['Отказ', 'Lost', 9]]
const steps = stepWords.map(([ru, en, color], i) => ({ id: String(i + 1), label: { ru, en }, color, kind: i === 6 ? 'won' : i === 7 ? 'lost' : 'open' }))
export const pipelines = [{ id: '1', label: { ru: 'Продажи', en: 'Sales' }, steps, refusalLimit: 3, version: 1 }]

const outcomeWords = [['Встреча', 'Meeting', 10, '4', 24], ['Согласие', 'Agreed', 5, '5', 24], ['Просит КП', 'Wants an offer', 3, '3', 48], ['Думает', 'Thinking', 7, null, 72], ['Перезвонить', 'Call back', 2, null, 2], ['Отказ', 'Refused', 9, null, null], ['Не ЛПР', 'Not the decider', 6, null, 24], ['Недозвон', 'No answer', 1, null, 3], ['Жалоба', 'Complaint', 8, null, 1]]
const ruleOf = (hours) => (hours === null ? null : hours < 24 ? { amount: hours, unit: 'hours', time: null, kind: 'call', topic: null } : { amount: hours / 24, unit: 'days', time: '10:00', kind: 'call', topic: null })
export const outcomes = outcomeWords.map(([ru, en, color, step, hours], i) => ({ id: String(i + 1), key: i + 1, label: { ru, en }, color, steps: step ? [step] : [], retired: i === 6 ? [{ ru: 'Замер', en: 'Survey' }] : [], next: i === 7 ? null : ruleOf(hours), refusal: i === 5, noAnswer: i === 7, active: true, version: 0 }))
export const outcomeOf = (body) => ({ outcome: outcomes[Number(body.outcome) - 1], note: body.note, deal: null, by: { id: '1', name: 'Анна Белова' }, at: at(0), version: 2 })
export const persistence = { refusalsUntilLost: 3, replanning: true, pauses: [ruleOf(1), ruleOf(3), { amount: 1, unit: 'workdays', time: '10:00', kind: 'call', topic: null }], afterwards: { amount: 1, unit: 'workdays', time: '12:00', kind: 'letter', topic: 'Не дозвонились: {client}' }, version: 0 }
const bookWords = { source: [['Звонок', 'Phone call'], ['Сайт', 'Website'], ['Рекомендация', 'Recommendation'], ['Выставка', 'Trade fair']], 'client-status': [['Новый', 'New'], ['Постоянный', 'Regular']], region: [['Москва', 'Moscow'], ['Урал', 'Urals']], 'contact-kind': [['Звонок', 'Call', 'call'], ['Встреча', 'Meeting', 'meeting'], ['Письмо', 'Letter', 'letter'], ['Дело', 'Task', 'task']], 'reason-won': [['Цена', 'Price']], 'reason-lost': [['Дорого', 'Too expensive'], ['Выбрали другого', 'Chose a competitor']] }
const chosen = ({ id, label }) => ({ id, label })
const choice = (id) => books.flatMap((book) => book.items).filter((entry) => entry.id === id).map(chosen)[0] ?? null
export const books = Object.entries(bookWords).map(([id, words], b) => ({ id, items: words.map(([ru, en, code], i) => ({ id: String(b * 100 + i + 1), code: code ?? null, label: { ru, en }, active: i !== 3 || code !== undefined, version: 0 })) }))

const people = [
  ['Ирина Соколова', 'ТЦ «Меридиан-Парк»', 'директор по маркетингу', '+79165550142', 'Согласовать экраны', 2, 13], ['Ольга Дроздова', 'Клиника «Астра-Мед»', null, '+79165550111', 'Две трубки', 2, 1],
  ['Тимур Алиев', 'Автосалон «Вектор»', null, '+79165550112', 'Тест-драйв', 0, 6], ['Жанна Ким', 'Сеть аптек «Листва»', 'закупки', '+79165550113', 'Ответ по КП, 42 экрана', 2, 5],
  ['Пётр Наумов', 'БЦ «Лотос-3»', null, '+79165550114', 'Схема размещения', 1, 9], ['Лилия Шарипова', 'Гостиница «Северная»', null, '+79165550115', 'Обслуживание 14 ПК', 0, 15],
  ['Марк Езерский', 'Юрбюро «Довод»', null, '+79165550116', 'Перенос 1С в облако', 2, 2], ['Глеб Остроумов', 'Фитнес «Пульс»', null, '+79165550117', 'Продление договора', 5, 1],
  ['Рената Юсупова', 'Стоматология «Дентика»', null, '+79165550118', 'Цена на 4 лифта', 1, 5], ['Семён Вольский', 'Застройщик «Кварталъ»', null, '+79165550119', 'Встреча на объекте', 3, 5],
  ['Алина Фомина', 'Кофейни «Зерно»', null, '+79165550120', 'Ролик готов, показать', 4, 1], ['Инна Лаптева', 'Оптика «Взгляд»', null, '+79165550121', 'Вторая попытка', 0, 8],
  ['Антон Крюков', 'Логистика «Транзит-У»', null, '+79165550122', 'КП на два сервера', 1, 2], ['Вера Пименова', 'Мебель «Уют-Дом»', null, '+79165550123', 'Что решил директор', 2, 7],
  ['Никита Ершов', 'Школа «Лингва-Парк»', null, '+79165550124', 'Скидка за год', 4, 6], ['Роман Бек', 'Ювелирный «Карат»', null, '+79165550125', 'Встреча в офисе', 3, 12],
  ['Нина Осипова', 'Пекарня «Хлебный двор»', null, '+79165550126', 'Счёт не оплачен', 5, 20], ['<b>Дарья</b> "Ильина"', 'Детский центр «Кубик»', null, '+79165550127', 'После планёрки', 0, 28],
]
export const clients = people.map(([name, company, position, number, , , days], i) => ({
  id: String(i + 1), kind: 'person', name, company, companyId: i === 0 ? '90' : null, position, about: i === 0 ? 'Решает вместе с финдиректором. Звонить до 18:00.' : null, nextAt: i % 3 === 0 ? dueAt(10, 0, (i % 4) - 1) : null, emails: i === 0 ? [{ address: 'i.sokolova@mpark.example', label: null }] : [], phones: [{ number, label: 'основной' }, ...(i === 0 ? [{ number: '+74955550118', label: 'приёмная' }] : [])],
  source: choice('3'), status: choice('102'), owner: { id: '1', name: 'Анна Белова' }, lastTalkAt: at(days * DAY), createdAt: at(83 * DAY), version: 1,
}))
const ref = (client) => ({ id: client.id, name: client.name, company: client.company })
export const addClient = (body) => {
  const client = { id: String(clients.length + 1), kind: 'person', company: null, position: null, companyId: null, about: null, nextAt: null, emails: [], owner: null, lastTalkAt: null, createdAt: at(0), version: 1, phones: [], ...body, source: choice(body.source), status: choice(body.status) }
  clients.push(client)
  cards = cards.map((card) => (card.client || !client.phones.some((one) => one.number === card.call.number) ? card : { ...card, client, match: { client: ref(client), reason: 'number' } }))
  return client
}

export const plan = (i, due, kind = 'call') => ({
  id: String(100 + i), client: ref(clients[i]), deal: { id: String(i + 1), name: 'Экраны' }, assignee: { id: '1', name: 'Анна Белова' }, at: due, topic: people[i][4], kind, status: 'planned',
  number: people[i][3], step: steps[people[i][5]], lastTalkAt: clients[i].lastTalkAt, attempt: i % 5 === 1 ? 2 : null, heldBy: null, changedBy: null, version: 1, undo: null,
})
export const deals = clients.map((client, i) => ({
  id: String(1043 + i), title: ['Экраны в атриуме, 12 шт.', 'Обслуживание касс', 'Ролик 30 секунд', 'Перенос серверов'][i % 4], client: ref(client), pipeline: '1', step: steps[people[i][5]], stepSince: at((i + 3) * DAY),
  owner: { id: String((i % 4) + 1), name: names[i % 4][1] }, amount: i === 4 ? null : String(48000 * (((i * 7) % 11) + 2)) + '.00', currency: 'RUB', refusals: i === 0 ? 2 : i % 5 === 3 ? 1 : 0, next: i % 3 === 0 ? plan(i, dueAt(10, 0, (i % 4) - 1)) : null,
  lastTalkAt: client.lastTalkAt, createdAt: at(40 * DAY), closedAt: null, version: 1,
  source: choice(['3', '4', undefined][i % 3]), reason: null, expectedOn: i % 4 === 0 ? '2026-12-15' : null, description: i === 1 ? 'Просит рассрочку на полгода.' : null, archivedAt: null, changedBy: null, undo: null,
}))
deals[11].refusals = 3
for (let n = 0; n < 300; n++) deals.push({ ...deals[n % 18], id: String(2000 + n), title: `Продление ${n + 1}`, step: steps[n < 220 ? 2 : 6 + (n % 2)], closedAt: n < 220 ? null : at(n * 300), refusals: 0, next: null })
export const board = (query) => {
  const fit = deals.filter((one) => !one.archivedAt && (!query.owner || one.owner?.id === query.owner) && (!query.q || `${one.title} ${one.client.name} ${one.client.company}`.toLowerCase().includes(query.q.toLowerCase())))
  const due = (one) => one.next ? Date.parse(one.next.at) : Infinity
  const columns = steps.map((step) => {
    const own = fit.filter((one) => one.step.id === step.id).sort((a, b) => (due(a) === due(b) ? 0 : due(a) - due(b)) || Date.parse(b.lastTalkAt) - Date.parse(a.lastTalkAt) || Number(a.id) - Number(b.id))
    return { step, count: own.length, sums: own.length ? [{ currency: 'RUB', amount: own.reduce((all, one) => all + Number(one.amount ?? 0), 0).toFixed(2) }] : [], items: step.kind === 'open' ? own.slice(0, Number(query.limit ?? 50)) : [] }
  })
  return { pipeline: '1', columns }
}
export const patchDeal = (id, { version, step, source, reason, ...change }) => {
  const at = deals.findIndex((one) => one.id === id)
  const before = deals[at]
  if (before.version !== version) return [409, { type: 'conflict', status: 409, field: 'version', reason: 'stale', params: { current: before, by: { id: '2', name: 'Борис Гущин' } } }]
  const to = steps.find((one) => one.id === step) ?? before.step
  deals[at] = { ...before, ...change, ...(source !== undefined && { source: choice(source) }), reason: choice(reason), step: to, version: version + 1, closedAt: to.kind === 'open' ? null : new Date().toISOString() }
  return [200, { ...deals[at], undo: 'a'.repeat(43) }]
}
export const stays = (id) => {
  const deal = deals.find((one) => one.id === id)
  const last = steps.findIndex((one) => one.id === deal.step.id)
  return steps.slice(0, last + 1).map((step, i) => ({ deal: id, step, at: at((last - i + 1) * 4 * DAY), until: i === last ? null : at((last - i) * 4 * DAY), by: { id: '1', name: 'Анна Белова' }, call: i % 2 ? '499' : null, reason: i === last ? deal.reason : null })).reverse()
}

const callBase = (id, i, minutesAgo, talk, extra = {}) => {
  const client = i === null ? null : clients[i]
  const inbound = id % 3 !== 0
  const answered = talk !== null
  return {
    id: String(id), state: 'closed', pbx: 'demo', linkedid: `1764.${id}`, direction: inbound ? 'inbound' : 'outbound', result: answered ? 'answered' : inbound ? 'abandoned' : 'no_answer', cause: 16, endedBy: answered ? 'client' : 'caller',
    number: client ? client.phones[0].number : '+78465550173', name: null, client: client && ref(client), deal: null, placedBy: null, placer: null, dialled: null, did: inbound ? '+74951234567' : null, queues: inbound ? ['sales'] : [], startedAt: at(minutesAgo),
    answeredAt: answered ? at(minutesAgo - 0.2) : null, endedAt: at(minutesAgo - 0.2 - (talk ?? 30) / 60), ringSeconds: 9, waitSeconds: inbound ? 12 : 0, talkSeconds: answered ? talk : 0, holdSeconds: id % 4 === 0 ? 21 : 0,
    operators: answered ? [{ id: '1', name: names[id % 4][1], extension: names[id % 4][2], ringSeconds: 7, talkSeconds: talk, result: 'answered' }, ...(id % 5 === 0 ? [{ id: '2', name: 'Борис Гущин', extension: '102', ringSeconds: 4, talkSeconds: null, result: 'answered_elsewhere' }] : [])] : [],
    transfers: id % 5 === 0 ? [{ type: 'attended', from: '101', to: '102', at: at(minutesAgo - 2), result: 'answered' }] : [], recordings: answered ? [id % 11 === 0 ? { id: String(id), state: 'missing', reason: 'notFound', seconds: null } : { id: String(id), state: 'ready', reason: null, seconds: talk }] : [],
    outcome: answered && id % 4 !== 1 ? { outcome: outcomes[id % 9], note: id % 2 ? 'Сравнивает с радио. Просила макет на стену у эскалатора.' : null, deal: null, by: { id: '1', name: names[id % 4][1] }, at: at(minutesAgo - 10), version: 1 } : null,
    certainty: id % 17 === 0 ? 'recovered' : id % 31 === 0 ? 'disputed' : 'live', recoveredFrom: id % 17 === 0 ? (id % 2 === 0 ? 'cdr' : 'cel') : null, gap: id % 41 === 0 ? 'stays' : null, version: 0, ...extra,
  }
}
const log = Array.from({ length: 240 }, (_, n) => callBase(500 - n, n % 7 === 6 ? null : n % clients.length, 12 + n * 23, n % 6 === 5 ? null : 40 + ((n * 97) % 800)))
export const call = (id) => log.find((one) => one.id === id) ?? cards.find((one) => one.id === id)?.call
const isMissed = (one) => one.direction === 'inbound' && one.result !== 'answered'
const segments = { all: () => true, missed: isMissed, answered: (one) => one.result === 'answered', unwritten: (one) => one.result === 'answered' && !one.outcome }
const matching = (query) => log.filter((one) => (!query.result || one.result === query.result) && (!query.direction || one.direction === query.direction) && (!query.operator || one.operators[0]?.id === query.operator)
  && (!query.client || one.client?.id === query.client) && (!query.queue || one.queues.includes(query.queue)) && one.talkSeconds >= Number(query.minTalk ?? 0) && segments[query.segment ?? 'all'](one))
export const callTotals = (query) => Object.fromEntries(Object.entries(segments).map(([name, holds]) => {
  const found = matching(query).filter(holds)
  return [name, { calls: found.length, talkSeconds: found.reduce((sum, one) => sum + one.talkSeconds, 0) }]
}))
export const calls = (query) => {
  const match = matching(query)
  const start = Number(query.cursor ?? 0)
  const limit = Number(query.limit ?? 50)
  return { items: match.slice(start, start + limit), next: start + limit < match.length ? String(start + limit) : null }
}

export const differences = [{ what: 'talk', ours: 214.2, recorded: 209.6 }, { what: 'length', ours: 240, recorded: 235.1 }]
const side = (calls, talkSeconds) => ({ calls, talkSeconds })
const main = { id: '1', name: 'demo' }
const branch = { id: '2', name: 'Филиал Казань' }
const balanceDay = (ago, of, state, ours, recorded, recovered = 0, why = []) => ({ exchange: of, day: new Date(now - ago * DAY * 60_000).toISOString().slice(0, 10), state, ours, recorded, recovered, why })
export const balance = {
  zone: 'Europe/Moscow', exchanges: [{ ...main, recordsSince: at(40 * DAY), recordsReadAt: at(1) }, { ...branch, recordsSince: null, recordsReadAt: null }],
  items: [
    balanceDay(0, main, 'open', side(212, 31240), side(210, 31102), 0, [{ reason: 'pending', calls: 2 }]),
    balanceDay(0, branch, 'unknown', side(41, 6120), side(0, 0), 0, [{ reason: 'no_records', calls: 41 }]),
    balanceDay(1, main, 'differs', side(418, 60210), side(416, 60105), 3, [{ reason: 'disputed', calls: 1 }, { reason: 'only_ours', calls: 2 }, { reason: 'gap', calls: 1 }]),
    ...Array.from({ length: 12 }, (_, n) => balanceDay(n + 2, main, 'balanced', side(380 + n * 7, 55000 + n * 310), side(380 + n * 7, 55000 + n * 310), n === 3 ? 14 : 0)),
    balanceDay(14, main, 'differs', side(395, 57000), side(391, 56600), 0, [{ reason: 'lost', calls: 1 }, { reason: 'only_ours', calls: 4 }]),
  ],
}
export const senders = [{ id: '1', name: 'demo', tokenAt: null, recordsKind: 'cdr', recordsSince: at(40 * DAY), recordsReadAt: at(1) }, { id: '2', name: 'Филиал Казань', tokenAt: null, recordsKind: null, recordsSince: null, recordsReadAt: null }, { id: '3', name: 'Склад', tokenAt: at(9 * DAY), recordsKind: 'cel', recordsSince: at(9 * DAY), recordsReadAt: at(95) }]
export const balanceCalls = () => [['disputed', 31], ['only_ours', 12], ['only_ours', 40], ['gap', 77]].map(([reason, n]) => ({ call: { ...log[n], certainty: reason === 'disputed' ? 'disputed' : 'live', gap: reason === 'gap' ? 'untold' : null }, reason, differences: reason === 'disputed' ? differences : [] }))

const missed = (i, minutes, wait) => ({ ...callBase(600 + minutes, i, minutes, null), waitSeconds: wait })
export const today = {
  day: new Date(now).toISOString().slice(0, 10), missed: [[1, 12, 34, 2], [2, 38, 72, 1], [null, 54, 20, 1]].map(([i, ago, wait, tries]) => ({ call: missed(i, ago, wait), tries, step: i === null ? null : steps[people[i][5]], lastTalkAt: i === null ? null : clients[i].lastTalkAt })),
  overdue: [plan(3, dueAt(10, 0, -5)), plan(4, dueAt(12, 0, -2)), plan(5, dueAt(15, 0, -1)), plan(6, dueAt(0, 5))],
  today: [0, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map((i, n) => plan(i, dueAt(10 + Math.floor(n * 0.75), (n * 20) % 60), ['call', 'call', 'call', 'meeting', 'call', 'call', 'letter', 'call', 'call', 'meeting', 'task', 'call'][n])),
}

// Who called in vain: client, minutes ago of their calls, of ours, result, owner, minutes ago when somebody talked to them.
const waits = [
  [null, [54], [], 'abandoned', null], [14, [47, 36], [], 'no_answer', '3'], [2, [38], [20], 'abandoned', '1'],
  [10, [26, 22, 19], [], 'busy', null], [9, [21], [], 'abandoned', '4'], [1, [24, 12], [7], 'abandoned', '1'], [null, [9], [], 'voicemail', null], [6, [6], [], 'busy', '2'], [11, [2], [], 'abandoned', null],
  [10, [27], [], 'abandoned', '1', 20], [14, [52, 43], [], 'no_answer', '1', 33, 'outbound'], [13, [31, 28], [], 'busy', '4', 27], [17, [90], [], 'no_answer', '2', 64, null],
]
const strangers = ['+78465550173', '+74955550137']
const deskCall = (id, i, minutes, extra) => ({ ...callBase(id, i, minutes, null), direction: 'inbound', queues: [i === null || i % 2 ? 'Продажи' : 'Сервис'], waitSeconds: 34, ...(i === null && { number: strangers[id % 2] }), ...extra })
export const desk = waits.map(([i, theirs, ours, result, owner, over, direction = 'inbound'], n) => {
  const client = i === null ? null : clients[i]
  const calls = theirs.map((minutes, k) => deskCall(3000 + n * 10 + k, i, minutes, { result, operators: users.slice(1, 3).map((one) => ({ id: one.id, name: one.name, extension: one.extension, ringSeconds: 12, talkSeconds: null, result: 'no_answer' })), recordings: result === 'voicemail' ? [{ id: '9', state: 'ready', reason: null, seconds: 18 }] : [] }))
  const back = ours.map((minutes, k) => deskCall(3005 + n * 10 + k, i, minutes, { direction: 'outbound', result: 'busy', queues: [], operators: [{ id: '1', name: names[0][1], extension: '101', ringSeconds: 4, talkSeconds: null, result: 'no_talk' }] }))
  const who = users.find((one) => one.id === owner)
  const line = {
    id: String(3000 + n * 10), state: over === undefined ? 'waiting' : direction ? 'talked' : 'closed', client: client && ref(client), number: calls[0].number, name: null, firstAt: at(theirs[0]), lastAt: at(theirs.at(-1)), dueAt: at(theirs[0] - 30), clockSeconds: (theirs[0] - (over ?? 0)) * 60,
    theirs: theirs.length, ours: ours.length, tries: [...calls, ...back].map((one) => ({ call: one.id, at: one.startedAt, ours: one.direction === 'outbound' })).sort((a, b) => a.at.localeCompare(b.at)),
    result, waitSeconds: result === 'abandoned' ? 22 + n * 9 : null, queue: calls[0].queues[0], owner: who ? { id: who.id, name: who.name } : null, overAt: over === undefined ? null : at(over),
    talk: over !== undefined && direction ? { call: '3999', direction, by: who, seconds: 138 } : null, closing: over !== undefined && !direction ? { by: { id: '2', name: names[1][1] }, reason: 'written', note: null } : null, version: 0,
  }
  return { line, answers: true, calls: [...calls, ...back].sort((a, b) => b.startedAt.localeCompare(a.startedAt)) }
})
const mineOnly = (line) => !line.owner || line.owner.id === '1'
export const missedLines = ({ scope, state, owner, queue, q }) => desk.map((one) => one.line)
  .filter((line) => (state === 'over') === (line.overAt !== null) && (scope !== 'mine' || mineOnly(line)) && (!queue || line.queue === queue) && (owner === undefined || (line.owner?.id ?? '0') === owner) && (!q || JSON.stringify([line.client, line.number]).toLowerCase().includes(q.toLowerCase())))
  .sort((a, b) => (state === 'over' ? b.overAt.localeCompare(a.overAt) : a.firstAt.localeCompare(b.firstAt)))
const deskCount = (scope) => ({ waiting: missedLines({ scope }).length, late: missedLines({ scope }).filter((line) => line.dueAt < at(0)).length, over: missedLines({ scope, state: 'over' }).length, due: 17, inTime: 14 })
export const deskCounts = () => ({ mine: deskCount('mine'), team: deskCount('team'), all: deskCount('all'), withheld: 2, minutes: 30, workingTime: false, days: 7 })
const deskRow = (key, n) => ({ key, calls: 41 + n * 9, lines: 34 + n * 7, talked: 28 + n * 5, inTime: 24 + n * 4, byHand: 2, waiting: n % 2, never: 3 + n, medianSeconds: 540 + n * 130 })
export const deskFigures = ({ by }) => {
  const rows = by === 'team' ? [deskRow({ id: '1', name: 'Продажи' }, 4)] : [...users.slice(0, 4).map((one, n) => deskRow({ id: one.id, name: one.name }, n)), { ...deskRow(null, 0), talked: 0, inTime: 0, medianSeconds: null, never: 11 }]
  const total = Object.fromEntries(['calls', 'lines', 'talked', 'inTime', 'byHand', 'waiting', 'never'].map((field) => [field, rows.reduce((all, row) => all + row[field], 0)]))
  return { zone: 'Europe/Moscow', minutes: 30, workingTime: true, rows, total: { key: null, medianSeconds: 620, ...total }, withheld: 9 }
}
const officeDay = { from: '09:00', to: '18:00' }
export const missedRules = { minutes: 30, days: 7, week: [officeDay, officeDay, officeDay, officeDay, { from: '09:00', to: '17:00' }, null, null], closed: ['2026-12-31', '2027-01-01'], changed: { minutes: { by, at: at(9000) } }, version: 1 }
export const patchLine = (id, { owner, closing }) => {
  const { line } = desk.find((one) => one.line.id === id)
  const who = users.find((one) => one.id === owner)
  if (owner !== undefined) line.owner = who ? { id: who.id, name: who.name } : null
  if (closing !== undefined) Object.assign(line, { state: closing ? 'closed' : 'waiting', overAt: closing ? new Date().toISOString() : null, closing: closing && { note: null, ...closing, by: { id: '1', name: names[0][1] } } })
  line.version += 1
  return { ...line, undo: 'A'.repeat(43) }
}

const planned = [...today.overdue, ...today.today, { ...plan(1, dueAt(11, 0)), id: '201', status: 'held', heldBy: '701' }, { ...plan(2, dueAt(17, 30)), id: '202', status: 'cancelled' }, ...[3, 5, 8, 11].map((i, n) => ({ ...plan(i, dueAt(10 + n, 30, 1 + (n % 2)), ['call', 'meeting', 'letter', 'task'][n]), id: String(210 + n) }))]
export const planOf = (id) => planned.find((one) => one.id === id)
export const plans = (query) => planned
  .filter((one) => (!query.from || one.at >= query.from) && (!query.to || one.at < query.to) && (!query.kind || one.kind === query.kind) && (!query.status || one.status === query.status) && (!query.client || one.client.id === query.client))
  .sort((a, b) => a.at.localeCompare(b.at))

const live = (id, i, extra) => ({ ...callBase(id, i, 0, null), state: 'live', direction: 'inbound', result: null, endedAt: null, queues: ['Продажи'], endedBy: null, ...extra })
const note = { id: '1', text: 'Бюджет на год: 600 тыс. Решает вместе с финдиректором Аркадием.', by: { id: '2', name: 'Борис Гущин' }, at: at(20 * DAY), editedAt: null, removed: false, version: 0 }
const writeup = () => ({
  id: '701', phase: 'writeup', since: at(17), call: callBase(701, 7, 20, 136), client: clients[7], own: false, match: { client: ref(clients[7]), reason: 'number' }, others: [], deals: [{ ...deals[7], id: '1050' }], last: log[4], next: null, held: { ...plan(7, dueAt(10, 20)), status: 'held', heldBy: '701' }, notes: [],
})
const card = (phase) => ({
  id: '702', phase, since: at(phase === 'ringing' ? 0.12 : 3.7), call: live(702, 0, phase === 'talking' ? { answeredAt: at(3.7), waitSeconds: 9, result: 'answered' } : {}), client: clients[0], own: false,
  match: { client: ref(clients[0]), reason: 'deal', deal: { id: '1043', name: 'Экраны в атриуме, 12 шт.' }, at: at(13 * DAY) }, others: [{ client: { id: '9', name: 'А. Рудь', company: '«Рудь и Ко»' }, reason: 'number' }],
  deals: [{ ...deals[0], amount: '480000.00' }, { ...deals[1], id: '1071', client: ref(clients[0]), refusals: 0 }], last: { ...log[10], startedAt: at(13 * DAY), direction: 'outbound', talkSeconds: 408, outcome: { ...outcomeOf({ outcome: '4', note: 'Сравнивает с радио. Просила макет на стену у эскалатора.' }) } },
  next: plan(0, dueAt(23, 50)), notes: [note],
})
const unknown = () => ({ ...card('ringing'), id: '703', call: { ...live(703, null), name: 'SAMARA "OOO"' }, client: null, match: null, others: [], deals: [], last: null, next: null, notes: [] })
const withheld = () => ({ ...unknown(), id: '704', call: { ...live(704, null), number: null } })
const waiting = () => ({ ...card('ringing'), id: '705', call: live(705, 3), client: clients[3], match: { client: ref(clients[3]), reason: 'number' }, others: [] })
const taken = () => ({ ...card('ringing'), takenBy: { id: '2', name: 'Борис Гущин' } })
export let cards = []
export const setPhase = (phase) => {
  cards = { ringing: [card('ringing'), writeup()], talking: [card('talking'), writeup()], writeup: [writeup()], unknown: [unknown()], withheld: [withheld()], waiting: [waiting(), card('talking'), writeup()], taken: [taken(), writeup()], none: [] }[phase] ?? []
  for (const one of cards) one.since = at(one.phase === 'ringing' ? 0.12 - (Date.now() - now) / 60_000 : one.phase === 'talking' ? 3.7 - (Date.now() - now) / 60_000 : 17)
}

export const file = (id, { client, version }) => {
  const found = clients.find((one) => one.id === client) ?? null
  cards = cards.map((card) => (card.id === id ? { ...card, client: found, match: null, call: { ...card.call, client: found && ref(found), version: version + 1 } } : card))
  return call(id)
}

const calls0 = log.slice(0, 6).filter((one) => one.result === 'answered').map((one, i) => ({ ...one, startedAt: at((i * 9 + 8) * DAY) }))
const happened = [
  ...calls0.map((call) => ({ at: call.startedAt, kind: 'call', call })),
  { at: note.at, kind: 'note', note }, { at: at(8 * DAY - 9), kind: 'deal', step: { deal: { id: '1043', name: 'Экраны в атриуме' }, from: steps[1], to: steps[2], by: { id: '1', name: 'Анна Белова' } } },
  { at: at(41 * DAY), kind: 'call', call: { ...log[5], result: 'abandoned', startedAt: at(41 * DAY) } }, { at: at(30 * DAY), kind: 'plan', plan: { ...plan(0, at(30 * DAY)), status: 'held' } },
  { at: at(60 * DAY), kind: 'merged', merge: { id: '4', by: { id: '3', name: 'Олег Зимин' }, at: at(60 * DAY), kept: { ...clients[0], about: null }, absorbed: { ...clients[0], name: 'Рудь Анна', position: 'маркетинг', phones: [{ number: '+79030001122', label: null }] }, moved: { call: 4, note: 1, deal: 0, plan: 2 } } },
  { at: at(83 * DAY), kind: 'created', by: { id: '3', name: 'Олег Зимин' } },
].sort((a, b) => (a.at < b.at ? 1 : -1))
export const timeline = (kind) => ({
  items: happened.filter((one) => !kind || one.kind === kind), ahead: [plan(0, dueAt(23, 50)), { ...plan(0, dueAt(12, 0, 9), 'meeting'), id: '190', topic: 'Замер стены у эскалатора' }],
  counts: { call: 6, note: 1, plan: 3, deal: 1 }, next: null,
})
export const duplicates = () => [{ number: clients[0].phones[0].number, clients: [clients[0], { ...clients[8], kind: 'person' }] }, { number: '+74957654321', clients: [clients[2], clients[3], clients[4]] }]
export const numbers = { exchanges: [{ pbx: '1', rules: [{ prefix: '9', pattern: '_8XXXXXXXXXX', prepend: '', as: 'number' }, { prefix: '', pattern: '_ZXXXXXX', prepend: '8495', as: 'number' }, { prefix: '', pattern: 'blocked', prepend: '', as: 'withheld' }] }], changed: { exchanges: { by: { id: '7', name: 'Ада Админ' }, at: at(2 * DAY) } }, version: 3 }
export const numberTrial = () => {
  const items = Array.from({ length: 60 }, (_, i) => {
    const client = clients[i % clients.length]
    const local = i % 4 === 1
    return { call: String(900 - i), at: at(i * 40), direction: 'inbound', signalled: i % 9 === 5 ? 'Blocked' : local ? '1234567' : `98${client.phones[0].number.slice(2)}`, number: i % 9 === 5 ? 'Blocked' : local ? '1234567' : client.phones[0].number, client: local || i % 9 === 5 ? null : ref(client),
      would: i % 9 === 5 ? null : local ? '+74951234567' : client.phones[0].number, wouldClient: i % 9 === 5 ? null : ref(client), owners: i % 9 === 5 ? 0 : i % 8 === 1 ? 2 : 1, stays: false }
  })
  return { items, changed: 22, matched: 15, unmatched: 0, moved: 0, several: 8 }
}
export const numberFacts = (number) => ({
  number, place: { ru: 'Москва', en: 'Moscow' }, carrier: number.startsWith('+79') ? { ru: 'МТС', en: 'MTS' } : null, zone: 'Europe/Moscow', own: number === '+74951234567',
  clients: clients.filter((one) => one.phones.some((phone) => phone.number === number)).map(ref),
})

const row = (key, n) => ({ key, calls: 100 + n * 17, answered: 94 + n * 16, missed: 6 + n, talkSeconds: 30000 + n * 5000, ringSeconds: 900, waitSeconds: 1400 + n * 90, holdSeconds: 800, averageTalkSeconds: 340 - n * 9, medianTalkSeconds: 224 - n * 5, p90TalkSeconds: 612 + n * 11, withOutcome: 90 + n * 15 })
const sum = (rows, field) => rows.reduce((total, one) => total + one[field], 0)
export const durations = ({ by, from, to, operator }) => {
  const daysBack = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY / 60_000))
  const keys = {
    operator: users.slice(0, 4).map((one) => ({ id: one.id, name: one.name })), team: [{ id: '1', name: 'Продажи' }], queue: [{ name: 'sales' }, { name: 'support' }],
    hour: Array.from({ length: 12 }, (_, i) => ({ name: String(i + 8).padStart(2, '0') })), outcome: outcomes.map((one) => ({ id: one.id, label: one.label, color: one.color })),
    day: Array.from({ length: daysBack }, (_, i) => ({ name: new Date(Date.parse(from) + (i * DAY + 180) * 60_000).toISOString().slice(0, 10) })),
  }[by]
  const salt = Number(operator ?? 0)
  const rows = keys.map((key, i) => row(key, by === 'operator' ? i : (i * 7 + salt * 3) % 9)).filter((_, i) => by !== 'day' || (i + salt) % 7 !== 3)
  const total = { ...row({}, 3), ...Object.fromEntries(['calls', 'answered', 'missed', 'talkSeconds', 'ringSeconds', 'waitSeconds', 'holdSeconds', 'withOutcome'].map((field) => [field, sum(rows, field)])) }
  return { zone: 'Europe/Moscow', rows, total }
}

export const pictures = ({ from, to }) => {
  const daysBack = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY / 60_000))
  const talk = users.slice(0, 4).flatMap((one, n) => Array.from({ length: daysBack }, (_, i) => ({
    operator: { id: one.id, name: one.name }, day: new Date(Date.parse(from) + (i * DAY + 180) * 60_000).toISOString().slice(0, 10), seconds: 2000 + ((i * 37 + n * 53) % 40) * 180,
  })).filter((_, i) => (i + n) % 7 !== 4))
  const bounds = [0, 30, 60, 120, 180, 300, 480, 720]
  const lengths = [61, 98, 186, 204, 291, 226, 118, 54].map((calls, i) => ({ from: bounds[i], to: bounds[i + 1] ?? null, calls }))
  const hours = Array.from({ length: 7 }, (_, d) => Array.from({ length: 12 }, (_, h) => ({ weekday: d + 1, hour: h + 8, calls: Math.round((d > 4 ? 4 : 14) * (1 + Math.sin(h / 1.6)) + ((d * 5 + h * 3) % 7)) }))).flat()
  return { talk, lengths, hours }
}

const lane = (phase) => Array.from({ length: 400 }, (_, i) => (Math.sin(i / 9 + phase) > 0.2 ? Math.abs(Math.sin(i * 1.7 + phase)) * 0.8 + 0.05 : 0.02))
export const peaks = { seconds: 60, lanes: [lane(0), lane(3)] }
export const wave = () => {
  const rate = 8000
  const samples = rate * 60
  const file = Buffer.alloc(44 + samples * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + samples * 2, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++) file.writeInt16LE(Math.round(Math.sin(i / 12) * 4000), 44 + i * 2)
  return file
}

/** A transfer after a consultation, as an exchange told it; another one by `STORY`. */
export const story = JSON.parse(readFileSync(process.env.STORY ?? new URL('mock-story.json', import.meta.url), 'utf8'))

const from = (part) => ({ kind: 'mariadb', host: '10.0.4.10', port: null, database: 'asteriskcdrdb', user: 'reader', files: [], ...part })
const imported = (id, part) => ({ id, exchange: main, source: from({}), state: 'running', reason: null, done: 0.43, firstAt: at(500 * DAY), lastAt: at(20), mark: at(285 * DAY), counts: { rows: 431204, added: 288114, known: 12, found: 121088, missing: 341 }, untold: [], startedBy: by, startedAt: at(1.2), seenAt: at(0), finishedAt: null, rowsPerSecond: 6218.4, secondsLeft: 96, ...part })
export const imports = [
  imported('3', {}),
  imported('2', { source: from({ kind: 'files', host: null, database: null, user: null, files: ['Master.csv', 'Master.csv-20260901.gz'] }), state: 'finished', done: 1, startedAt: at(300), finishedAt: at(294), counts: { rows: 12840, added: 9021, known: 0, found: 4011, missing: 18 }, untold: [{ reason: 'fields', number: 3, samples: ['"","79161234567","600"', '# rotated by cron'] }, { reason: 'underWay', number: 1, samples: ['1795415245.10'] }] }),
  imported('1', { source: from({ kind: 'postgresql', database: 'asterisk' }), state: 'paused', reason: 'restart', done: 0.71, startedBy: null, startedAt: at(2000), seenAt: at(1900), rowsPerSecond: null, secondsLeft: null }),
]
export const survey = { details: { rows: 1000000, first: '2024-11-26 08:00:11', last: '2026-11-25 17:59:02' }, events: { rows: 0, first: null, last: null } }
export const reports = [
  { id: '2', call: '498', by: { id: '5', name: 'Светлана Орлова' }, at: at(42), remark: 'Разговаривала Дина, а в строке Борис' },
  { id: '1', call: '497', by: { id: '6', name: 'Максим Орлов' }, at: at(3000), remark: 'Клиент говорит, что ждал пять минут, у нас 0:11.\nПроверьте очередь продаж' },
]
